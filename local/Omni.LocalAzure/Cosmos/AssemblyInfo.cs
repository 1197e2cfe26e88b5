using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Omni.LocalAzure.Tests")]
