using System.Security.Cryptography;
using EdgeNet.Training.Data.Fetching;

namespace EdgeNet.Training.Tests.Data.Fetching;

/// <summary>Downloads from servers of every manner: a file has its name only when it is the right one.</summary>
public sealed class DatasetFetcherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;
    private readonly byte[] _file = new byte[300_000];
    private readonly FileServer _server;
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    public DatasetFetcherTests()
    {
        new Random(1).NextBytes(_file);
        _server = new FileServer(_file);
    }

    private string Target => Path.Combine(_folder, "a.gz");

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_comes_whole_and_once()
    {
        var told = new List<FetchProgress>();
        await FetchAsync(told.Add);
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target));
        Assert.Equal(_file.Length, told[^1].Done);
        await FetchAsync();
        Assert.Single(_server.Requests);
        Assert.False(File.Exists(Target + ".part"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_interrupted_goes_on_where_the_server_knows_ranges_and_else_anew(bool knowsRanges)
    {
        _server.KnowsRanges = knowsRanges;
        _server.BreaksAfter = 100_000;
        string message = await MessageAsync();
        Assert.Contains("the same command goes on from there", message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        int left = (int)new FileInfo(Target + ".part").Length;
        Assert.InRange(left, 1, 100_000);
        _server.BreaksAfter = null;
        var told = new List<FetchProgress>();
        await FetchAsync(told.Add);
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target));
        Assert.EndsWith($" from {left}", _server.Requests[^1], StringComparison.Ordinal);
        Assert.Equal(knowsRanges ? left : 0, told[^1].Resumed);
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_no_file()
    {
        string message = await MessageAsync(sum: new string('0', 32));
        Assert.Contains("expected a file of MD5 00000000000000000000000000000000, found ", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        // What lies there under its name and is another file is not touched.
        await File.WriteAllTextAsync(Target, "mine");
        Assert.Contains("there is another file", await MessageAsync(), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task What_came_whole_but_without_its_name_is_only_checked()
    {
        await File.WriteAllBytesAsync(Target + ".part", _file);
        await FetchAsync();
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target));
        await File.WriteAllBytesAsync(Target + ".part", new byte[_file.Length]);
        File.Delete(Target);
        Assert.Contains("it was deleted", await MessageAsync(), StringComparison.Ordinal);
        await FetchAsync();
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task What_cannot_be_had_is_told_with_what_to_do()
    {
        _server.Status = "404 Not Found";
        string message = await MessageAsync();
        Assert.Contains("/a.gz: expected the file, the server answered 404 Not Found. Give a mirror with --from, or, without a network, copy a.gz into ", message, StringComparison.Ordinal);
        _server.Dispose();
        Assert.Contains("cannot be reached; is there a network?", await MessageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_address_is_tried_and_one_that_never_ends_is_refused()
    {
        using var broken = new FileServer(_file) { Status = "500 Internal Server Error" };
        await FetchAsync(addresses: [broken.Address, _server.Address]);
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target));
        File.Delete(Target);
        Assert.Contains("expected at most 1000 bytes, the server announces 300000", await MessageAsync(most: 1000),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_silent_is_given_up()
    {
        _server.BreaksAfter = 1000;
        _server.Stalls = true;
        Assert.Contains("the server said nothing for 0.2 seconds", await MessageAsync(stall: 0.2), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_known_set_has_addresses_and_checksums()
    {
        foreach (KnownDataset data in KnownDataset.All)
        {
            Assert.All(data.Addresses, a => Assert.True(Uri.TryCreate(a, UriKind.Absolute, out _) && a.EndsWith('/')));
            Assert.All(data.Files, f => Assert.Matches("^[0-9a-f]{32}$", f.Md5));
            Assert.All(data.Files, f => Assert.Equal(Path.GetFileName(f.Name), f.Name));
        }
    }

    private async Task<string> MessageAsync(string? sum = null, long most = 1 << 20, double stall = 600) =>
        (await Assert.ThrowsAsync<TrainingException>(() => FetchAsync(sum: sum, most: most, stall: stall))).Message;

    private Task FetchAsync(Action<FetchProgress>? onProgress = null, string? sum = null, long most = 1 << 20, string[]? addresses = null,
        double stall = 600)
    {
#pragma warning disable CA5351 // As the data sets' publishers state it.
        var file = new KnownFile("a.gz", sum ?? Convert.ToHexStringLower(MD5.HashData(_file)), most);
#pragma warning restore CA5351
        var data = new KnownDataset("a", "a file", addresses ?? [_server.Address], [file]);
        return new DatasetFetcher(_client, TimeSpan.FromSeconds(stall)).FetchAsync(data, _folder, null, onProgress);
    }
}
