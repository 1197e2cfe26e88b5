using Omni.Functions.Hosting;

return Start.Run(args, Console.Error);
