using Omni.LocalAzure.Hosting;

namespace Omni.LocalAzure.Tests.Hosting;

public sealed class MovedAddresses
{
    [Theory]
    [InlineData("http://localhost:7071/a", "http://localhost:8081/a")]
    [InlineData("http://localhost:8081/", "http://localhost:5300/")]
    [InlineData("Endpoint=sb://localhost:5300;X=http://localhost:7071", "Endpoint=sb://localhost:53001;X=http://localhost:8081")]
    [InlineData("http://localhost:7082/v1.0", "http://localhost:7071/v1.0")]
    [InlineData("http://localhost:70711/", "http://localhost:70711/")]
    [InlineData("http://localhost:4000/", "http://localhost:4000/")]
    public void Each_address_moves_once_and_only_as_a_whole_number(string written, string moved)
    {
        var addresses = new LocalAddresses { Functions = 8081, Cosmos = 5300, ServiceBus = 53001, Graph = 7071 };

        Assert.Equal(moved, addresses.MoveTo(written));
    }
}
