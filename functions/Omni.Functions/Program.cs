using Omni.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddOmni();
builder.Build().Run();
