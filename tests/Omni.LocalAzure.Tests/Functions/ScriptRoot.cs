namespace Omni.LocalAzure.Tests.Functions;

/// <summary>A published app in a folder of its own; its handler is a few lines for Node.js that do what the request says.</summary>
internal sealed class ScriptRoot : IDisposable
{
    private const string Handler =
        """
        const http = require('http');
        const slow = process.env.HANDLER_STARTS === 'never';
        console.log('handler starts');
        if (process.env.HANDLER_STARTS === 'broken') process.exit(7);
        if (slow) setInterval(() => {}, 1000);
        else http.createServer((request, response) => {
          const chunks = [];
          request.on('data', chunk => chunks.push(chunk));
          request.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8');
            if (request.url.includes('die')) process.exit(3);
            if (request.url.includes('Hang')) return response.end();
            const seen = { pid: process.pid, port: process.env.FUNCTIONS_CUSTOMHANDLER_PORT, method: request.method, url: request.url,
              headers: request.rawHeaders, body, root: process.env.FUNCTIONS_APP_ROOT_PATH, setting: process.env.SOME_SETTING, urls: process.env.ASPNETCORE_URLS };
            response.setHeader('Content-Type', 'application/json');
            if (request.headers['transfer-encoding'] && !request.url.startsWith('/api'))
              return response.end(JSON.stringify({ Outputs: { res: { statusCode: 201, headers: { 'Content-Type': 'application/json' }, body: seen } }, Logs: ['seen'] }));
            response.setHeader('Set-Cookie', ['a=1', 'b=2']);
            response.statusCode = request.url.includes('gone') ? 404 : 200;
            response.end(JSON.stringify(seen));
          });
        }).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1');
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-");

    public ScriptRoot(string hostJson = "\"enableProxyingHttpRequest\": true", string timeout = "00:05:00", string initialization = "00:00:30")
    {
        File.WriteAllText(In("handler.js"), Handler);
        File.WriteAllText(
            In("host.json"),
            $$"""
            { "version": "2.0", "functionTimeout": "{{timeout}}", "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": [ "handler.js" ] },
              "initializationTimeout": "{{initialization}}", {{hostJson}} } }
            """);
    }

    public string Path => _folder.FullName;

    public ScriptRoot With(string function, string trigger)
    {
        Directory.CreateDirectory(In(function));
        File.WriteAllText(In(function, "function.json"), $$"""{ "bindings": [ {{trigger}} ] }""");
        return this;
    }

    public ScriptRoot WithHttp(string function, string route, string level = "anonymous", string methods = "") => With(
        function,
        $$"""
        { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "{{level}}", "route": "{{route}}" {{(methods.Length > 0 ? $", \"methods\": [ \"{methods}\" ]" : "")}} },
        { "type": "http", "direction": "out", "name": "res" }
        """);

    public string In(params string[] path) => System.IO.Path.Combine([Path, .. path]);

    public void Dispose() => _folder.Delete(recursive: true);
}
