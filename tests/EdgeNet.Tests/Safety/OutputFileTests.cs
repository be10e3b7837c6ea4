using System.Net.Sockets;
using EdgeNet.Safety;
using EdgeNet.Tests.Shared;

namespace EdgeNet.Tests.Safety;

/// <summary>What <see cref="OutputFile"/> replaces, follows and refuses. Links and modes are Unix's; Windows has the rest.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_made_or_replaced()
    {
        string path = _folder.PathOf("a.txt");
        OutputFile.WriteText(path, "one");
        Assert.Equal("one"u8.ToArray(), File.ReadAllBytes(path));
        OutputFile.WriteText(path, "två");
        Assert.Equal("två", File.ReadAllText(path));
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public void A_failure_leaves_what_was_there()
    {
        string path = _folder.WriteText("a.txt", "old");
        Assert.Throws<InvalidDataException>(() => OutputFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        string path = _folder.PathOf("a.txt");
        string abandoned = _folder.WriteText(".a.txt.abcd1234.x9z.tmp", "ha");
        string[] others = [".a.txt.tmp", ".a.txt.mine.tmp", ".b.txt.abcd1234.x9z.tmp", ".a.txt.ABCD1234.x9z.tmp", "a.txt.abcd1234.x9z.tmp"];
        foreach (string other in others) _folder.WriteText(other, "kept");
        OutputFile.Write(path, stream =>
        {
            // What is being written is locked.
            OutputFile.RemoveAbandoned(path);
            stream.Write("new"u8);
        });
        Assert.False(File.Exists(abandoned));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(others.Append("a.txt").Order(StringComparer.Ordinal), Names().Order(StringComparer.Ordinal));
        OutputFile.RemoveAbandoned(_folder.PathOf("nowhere/a.txt"));
    }

    [Fact]
    public void A_link_is_followed_and_stays()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = _folder.WriteText("store/a.txt", "old"), link = _folder.PathOf("link"), second = _folder.PathOf("second");
        File.CreateSymbolicLink(link, "store/a.txt");
        File.CreateSymbolicLink(second, link);
        OutputFile.WriteText(second, "new");
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal("store/a.txt", new FileInfo(link).LinkTarget);
        Assert.Equal(link, new FileInfo(second).LinkTarget);
    }

    [Fact]
    public void A_relative_link_begins_in_the_folder_that_really_holds_it()
    {
        if (OperatingSystem.IsWindows()) return;
        string right = _folder.WriteText("real/x", "right"), innocent = _folder.WriteText("x", "innocent");
        File.CreateSymbolicLink(_folder.PathOf("real/sub/link"), "../x");
        File.CreateSymbolicLink(_folder.PathOf("to-sub"), "real/sub");
        string path = Path.Combine(_folder.Path, "to-sub", "link");
        Assert.Equal(right, RealPath.Of(path));
        OutputFile.WriteText(path, "new");
        Assert.Equal(("new", "innocent"), (File.ReadAllText(right), File.ReadAllText(innocent)));
        Assert.Equal("../x", new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void A_path_from_the_current_folder_leads_where_the_full_one_does()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = _folder.WriteText("a", "old"), link = _folder.PathOf("link");
        File.CreateSymbolicLink(link, "a");
        Assert.Equal(file, RealPath.Of(Path.GetRelativePath(Environment.CurrentDirectory, link)));
        Assert.True(RealPath.AreSame(link, file));
        Assert.False(RealPath.AreSame(link, file + "b"));
    }

    [Fact]
    public void What_is_unfinished_can_be_removed()
    {
        string path = _folder.PathOf("a");
        Assert.ThrowsAny<IOException>(() => OutputFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            Assert.Single(Directory.GetFiles(_folder.Path));
            OutputFile.RemoveUnfinished();
            Assert.Empty(Directory.GetFiles(_folder.Path));
        }));
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_makes_it()
    {
        if (OperatingSystem.IsWindows()) return;
        string link = _folder.PathOf("link");
        File.CreateSymbolicLink(link, _folder.PathOf("made"));
        OutputFile.WriteText(link, "new");
        Assert.Equal("new", File.ReadAllText(_folder.PathOf("made")));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_replaced_file_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string path = _folder.WriteText("a.txt", "secret");
        File.SetUnixFileMode(path, Private);
        OutputFile.WriteText(path, "secret still");
        Assert.Equal(Private, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, Private | UnixFileMode.SetUser);
        OutputFile.WriteText(path, "not the program that was trusted");
        Assert.Equal(Private, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_read_only_file_is_refused()
    {
        string path = _folder.WriteText("a.txt", "old");
        new FileInfo(path).IsReadOnly = true;
        Refuses(path, "read-only");
        Assert.Equal("old", File.ReadAllText(path));
        new FileInfo(path).IsReadOnly = false;
    }

    [Fact]
    public void A_folder_is_refused()
    {
        string path = _folder.MakeFolder("a");
        Refuses(path, "found a folder");
        Refuses(Path.Combine(path, "no", "b"), "there is no folder");
        Refuses(Path.Combine(_folder.Path, "c") + "/", "found a folder");
    }

    [Fact]
    public void A_link_to_a_folder_or_in_a_circle_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string link = _folder.PathOf("link"), circle = _folder.PathOf("circle");
        File.CreateSymbolicLink(link, _folder.MakeFolder("a"));
        File.CreateSymbolicLink(circle, circle);
        Refuses(link, "found a folder");
        Refuses(circle, "leads nowhere");
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("/dev/null")]
    public void A_device_is_refused(string device)
    {
        if (!File.Exists(device)) return;
        Refuses(device, "found a device");
        string link = _folder.PathOf("link");
        File.CreateSymbolicLink(link, device);
        Refuses(link, "found a device");
        Assert.Equal(device, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        string path = _folder.PathOf("s");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Refuses(path, "found a socket");
    }

    private static void Refuses(string path, string saying)
    {
        IOException error = Assert.ThrowsAny<IOException>(() => OutputFile.WriteText(path, "new"));
        Assert.StartsWith(path, error.Message);
        Assert.Contains(saying, error.Message);
        Assert.ThrowsAny<IOException>(() => OutputFile.Check(path));
    }

    private string[] Names() => [.. Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f))];
}
