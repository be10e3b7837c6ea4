using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace EdgeNet.ZipReader.Tests.Programs;

/// <summary>Asks the station's page.</summary>
internal sealed class PageClient(int port) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) };

    public async Task<JsonElement> GetAsync(string path) =>
        await _client.GetFromJsonAsync<JsonElement>(path);

    public Task<byte[]> BytesAsync(string path) => _client.GetByteArrayAsync(path);

    /// <summary>Empty while it is not there.</summary>
    public async Task<byte[]> TryBytesAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : [];
    }

    public async Task<int> PostAsync(string path, string json)
    {
        using HttpResponseMessage answer = await _client.PostAsync(path, new StringContent(json, null, "application/json"));
        return (int)answer.StatusCode;
    }

    public async Task<(int Status, string Body)> PutAsync(string path, string json)
    {
        using HttpResponseMessage answer = await _client.PutAsync(path, new StringContent(json, null, "application/json"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A value of the metrics; NaN where it is not there, and where nobody answers.</summary>
    public async Task<double> MetricAsync(string name)
    {
        string metrics;
        try
        {
            metrics = await _client.GetStringAsync("/metrics");
        }
        catch (HttpRequestException)
        {
            return double.NaN;
        }

        foreach (string line in metrics.Split('\n'))
        {
            if (line.StartsWith(name + " ", StringComparison.Ordinal))
                return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
        }

        return double.NaN;
    }

    /// <summary>Waits until the page answers. It does not look at the picture, which would cost memory.</summary>
    public async Task UntilThereAsync(StationProcess station)
    {
        await station.UntilLoggedAsync($"http://127.0.0.1:{_client.BaseAddress!.Port}/");
        Assert.Equal(1, (await GetAsync("/regions")).GetProperty("revision").GetInt32());
    }

    public void Dispose() => _client.Dispose();
}
