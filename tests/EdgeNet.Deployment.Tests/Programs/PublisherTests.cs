using EdgeNet.Deployment.Programs;

namespace EdgeNet.Deployment.Tests.Programs;

public sealed class PublisherTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_dotnet_says_goes_with_the_error()
    {
        string project = _folder.MakeFolder("it's a project");
        _folder.WriteText("it's a project/P.csproj", "<Project><Broken");
        var error = await Assert.ThrowsAsync<DeploymentException>(
            () => Publisher.PublishAsync(project, DeviceRuntime.LinuxX64, _folder.MakeFolder("out"), default));
        Assert.Contains("dotnet publish fails with exit code 1", error.Message);
        Assert.Contains(error.Details, line => line.Contains("MSB4025", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_that_is_not_there_is_no_project() =>
        Assert.Throws<DeploymentException>(() => Publisher.FindProject(_folder.PathOf("nowhere")));

    [Fact]
    public void Names_go_to_dotnet_as_they_are() =>
        Assert.Equal(
            ["publish", "/a b;c", "-c", "Release", "-r", "linux-arm64", "-o", "/out", "-nologo", "-v", "quiet"],
            Publisher.Arguments("/a b;c", DeviceRuntime.LinuxArm64, "/out"));
}
