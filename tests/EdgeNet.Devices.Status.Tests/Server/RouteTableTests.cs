using EdgeNet.Devices.Status.Server;

namespace EdgeNet.Devices.Status.Tests.Server;

public class RouteTableTests
{
    private static readonly RouteTable Table = new(
    [
        Make("GET", "/"), Make("GET", "/regions"), Make("PUT", "/regions"), Make("GET", "/readings/*"), Make("GET", "/readings/*/crop.png"),
    ]);

    [Theory]
    [InlineData("GET", "/", "/", "")]
    [InlineData("HEAD", "/regions", "/regions", "")]
    [InlineData("PUT", "/regions", "/regions", "")]
    [InlineData("GET", "/readings/01KB", "/readings/*", "01KB")]
    [InlineData("GET", "/readings/01KB/crop.png", "/readings/*/crop.png", "01KB")]
    public void A_path_has_its_route(string method, string path, string expected, string expectedId)
    {
        Route? route = Table.Find(method, path, out string id, out _);
        Assert.Equal(expected, route?.Path);
        Assert.Equal(expectedId, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("//")]
    [InlineData("/Regions")]
    [InlineData("/readings/")]
    [InlineData("/readings//crop.png")]
    [InlineData("/readings/../crop.png")]
    [InlineData("/readings/a/b/crop.png")]
    [InlineData("/readings/a%2Fb")]
    [InlineData("/readings/a.b")]
    [InlineData("/readings/crop.png")]
    [InlineData("/readings/..\\x")]
    [InlineData("/etc/passwd")]
    public void No_other_path_has_one(string path)
    {
        Assert.Null(Table.Find("GET", path, out _, out string methods));
        Assert.Equal("", methods);
    }

    [Fact]
    public void A_method_that_a_path_lacks_is_told_from_a_path_that_is_not_there()
    {
        Assert.Null(Table.Find("DELETE", "/regions", out _, out string methods));
        Assert.Equal("GET, HEAD, PUT", methods);
    }

    private static Route Make(string method, string path) => new(method, path, (_, _) => Task.CompletedTask);
}
