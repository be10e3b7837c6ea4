using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Tests.Ssh;

public sealed class KnownHostsTests : IDisposable
{
    private static readonly HostKey Mine = Key(1), Other = Key(2);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("host", "host", 22, HostKeyVerdict.Known)]
    [InlineData("host", "HOST", 22, HostKeyVerdict.Known)]
    [InlineData("Host", "host", 22, HostKeyVerdict.Known)]
    [InlineData("host", "other", 22, HostKeyVerdict.Unknown)]
    [InlineData("host", "host", 2222, HostKeyVerdict.Unknown)]
    [InlineData("[host]:2222", "host", 2222, HostKeyVerdict.Known)]
    [InlineData("[host]:2222", "host", 22, HostKeyVerdict.Unknown)]
    [InlineData("a,host,b", "host", 22, HostKeyVerdict.Known)]
    [InlineData("*.local", "pi.local", 22, HostKeyVerdict.Known)]
    [InlineData("pi?.lo*l", "pi4.local", 22, HostKeyVerdict.Known)]
    [InlineData("pi?.lo*l", "pi.local", 22, HostKeyVerdict.Unknown)]
    [InlineData("*a*b*", "xaxbx", 22, HostKeyVerdict.Known)]
    [InlineData("*a*b*", "xbxax", 22, HostKeyVerdict.Unknown)]
    [InlineData("*.local,!pi.local", "pi.local", 22, HostKeyVerdict.Unknown)]
    [InlineData("!pi.local,*.local", "po.local", 22, HostKeyVerdict.Known)]
    // HMAC-SHA1 of "host" by Python's hmac, the bytes 0 to 19 for a salt.
    [InlineData("|1|AAECAwQFBgcICQoLDA0ODxAREhM=|6tbkAfZDulNpJ/cQ7aCK0Bbfp+g=", "host", 22, HostKeyVerdict.Known)]
    [InlineData("|1|AAECAwQFBgcICQoLDA0ODxAREhM=|6tbkAfZDulNpJ/cQ7aCK0Bbfp+g=", "hos", 22, HostKeyVerdict.Unknown)]
    [InlineData("|1|nonsense", "host", 22, HostKeyVerdict.Unknown)]
    [InlineData("|1|AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=|AA==", "host", 22, HostKeyVerdict.Unknown)]
    public void A_line_is_about_the_hosts_that_it_names(string hosts, string host, int port, HostKeyVerdict expected)
    {
        KnownHosts known = Load($"{hosts} {Mine.Type} {Mine.Base64} a comment");
        Assert.Equal(expected, known.Judge(new SshDestination("pi", host, port), Mine, out _));
    }

    [Fact]
    public void Another_key_is_a_changed_one_and_one_of_several_will_do()
    {
        SshDestination host = new("pi", "host", 22);
        KnownHosts one = Load($"# keys\n\nhost {Other.Type} {Other.Base64}");
        Assert.Equal(HostKeyVerdict.Changed, one.Judge(host, Mine, out string place));
        Assert.EndsWith("known_hosts, line 3", place);
        KnownHosts both = Load($"host {Other.Type} {Other.Base64}\nhost {Mine.Type} {Mine.Base64}");
        Assert.Equal(HostKeyVerdict.Known, both.Judge(host, Mine, out place));
        Assert.Equal("", place);
        Assert.Equal(["ssh-test"], both.TypesOf(host));
    }

    [Fact]
    public void Revoked_keys_are_never_known()
    {
        SshDestination host = new("pi", "host", 22);
        KnownHosts known = Load($"host {Mine.Type} {Mine.Base64}\n@revoked * {Mine.Type} {Mine.Base64}");
        Assert.Equal(HostKeyVerdict.Revoked, known.Judge(host, Mine, out _));
        KnownHosts other = Load($"@revoked * {Other.Type} {Other.Base64}");
        Assert.Equal(HostKeyVerdict.Unknown, other.Judge(host, Mine, out _));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("host ssh-test")]
    [InlineData("host ssh-test !!!")]
    [InlineData("@cert-authority host ssh-test AAAA")]
    [InlineData("@revoked host")]
    [InlineData("\u0000\u0001\u0002 \u0003 \u0004")]
    [InlineData("   ")]
    public void What_is_no_line_of_a_key_says_nothing(string line)
    {
        KnownHosts known = Load($"{line}\nhost {Mine.Type} {Mine.Base64}");
        Assert.Equal(HostKeyVerdict.Known, known.Judge(new SshDestination("pi", "host", 22), Mine, out _));
    }

    [Fact]
    public void A_key_is_added_on_a_line_of_its_own()
    {
        SshDestination host = new("pi", "Host", 2222);
        string file = _folder.PathOf("new/known_hosts");
        Directory.Delete(Path.GetDirectoryName(file)!);
        KnownHosts.Load([file]).Add(host, Mine);
        Assert.Equal($"[host]:2222 ssh-test {Mine.Base64}\n", File.ReadAllText(file));
        File.AppendAllText(file, "# without an end");
        KnownHosts.Load([file]).Add(host with { Port = 22 }, Other);
        Assert.Equal(["# without an end", $"host ssh-test {Other.Base64}"], File.ReadAllLines(file)[1..]);
        Assert.Equal(HostKeyVerdict.Known, KnownHosts.Load([file]).Judge(host, Mine, out _));
    }

    [Fact]
    public void Keys_of_a_later_file_count_as_well()
    {
        string file = _folder.WriteText("second", $"host {Mine.Type} {Mine.Base64}\n");
        KnownHosts known = KnownHosts.Load([_folder.PathOf("nowhere"), file]);
        Assert.Equal(HostKeyVerdict.Known, known.Judge(new SshDestination("pi", "host", 22), Mine, out _));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 3, 65 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 65, 65 })]
    [InlineData(new byte[] { 0, 0, 0, 2, 65, 27 })]
    public void A_key_that_is_none_is_refused(byte[] blob) => Assert.Throws<FormatException>(() => HostKey.FromBlob(blob));

    private KnownHosts Load(string text) => KnownHosts.Load([_folder.WriteText("known_hosts", text)]);

    private static HostKey Key(byte number) =>
        HostKey.FromBlob(new SshWriter().Text("ssh-test"u8).Text(new byte[] { number, 0, 1, 2 }).Bytes);
}
