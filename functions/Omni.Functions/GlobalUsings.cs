global using Omni.Worker;
