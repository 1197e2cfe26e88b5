namespace Omni.Functions.Customers.Matching;

/// <summary>
/// Soundex (R. C. Russell, US patents 1,261,167 of 1918 and 1,435,663 of 1922) over folded names: the first letter and the classes of up to three consonants
/// after it, so that most slips keep the code.
/// </summary>
internal static class PhoneticCode
{
    private const int Length = 4;

    public static string Of(string word)
    {
        if (word.Length == 0)
            return "";
        Span<char> code = stackalloc char[Length];
        code[0] = word[0];
        var (length, last) = (1, ClassOf(word[0]));
        for (var at = 1; at < word.Length && length < Length; at++)
        {
            var next = ClassOf(word[at]);
            if (next != '0' && next != last)
                code[length++] = next;
            last = next;
        }

        return code[..length].ToString();
    }

    private static char ClassOf(char letter) => letter switch
    {
        'b' or 'p' or 'f' or 'v' => '1',
        'c' or 'g' or 'k' or 's' or 'z' => '2',
        'd' or 't' => '3',
        'l' => '4',
        'm' or 'n' => '5',
        'r' => '6',
        _ => '0',
    };
}
