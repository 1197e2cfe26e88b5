using Omni.Worker.Build;

if (args is not [var assembly, var scriptRoot])
{
    await Console.Error.WriteLineAsync("Usage: Omni.Worker.Build <assembly with functions> <script root>");
    return 2;
}

ScriptRoot.Write(scriptRoot, FunctionAttributes.Read(assembly));
return 0;
