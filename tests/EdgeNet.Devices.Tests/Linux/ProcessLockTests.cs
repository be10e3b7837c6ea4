using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Tests.Linux;

public sealed class ProcessLockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_has_it_is_known_and_nobody_else_gets_it()
    {
        string path = _folder.PathOf("a.lock");
        Assert.False(ProcessLock.IsTaken(path, out _));
        Assert.False(File.Exists(path));
        using (ProcessLock.Take(path))
        {
            Assert.True(ProcessLock.IsTaken(path, out int? process));
            Assert.Equal(Environment.ProcessId, process);
            Assert.Throws<IOException>(() => ProcessLock.Take(path));
            Assert.True(ProcessLock.IsTaken(path, out process));
            Assert.Equal(Environment.ProcessId, process);
        }

        Assert.False(ProcessLock.IsTaken(path, out _));
        Assert.False(File.Exists(path + ".pid"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("-5\n")]
    [InlineData("99999999999999999999999999")]
    public void A_number_that_is_none_is_not_known(string text)
    {
        string path = _folder.PathOf("a.lock");
        using (ProcessLock.Take(path))
        {
            File.WriteAllText(path + ".pid", text);
            Assert.True(ProcessLock.IsTaken(path, out int? process));
            Assert.Null(process);
        }
    }

    /// <summary>As a program leaves them that was killed.</summary>
    [Fact]
    public void Files_without_a_lock_are_nobody_s()
    {
        string path = _folder.WriteText("a.lock", "");
        _folder.WriteText("a.lock.pid", "1\n");
        Assert.False(ProcessLock.IsTaken(path, out int? process));
        Assert.Null(process);
        ProcessLock.Take(path).Dispose();
    }
}
