using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Fetching;

/// <summary>
/// Downloads the files of a data set. What comes goes into NAME.part, from where a later run goes on; a file gets its name when its
/// checksum is right, and not before.
/// </summary>
/// <param name="client">Speaks HTTP; its own time-out should be without end, as each wait has one here.</param>
/// <param name="stall">How long a server may say nothing.</param>
public sealed class DatasetFetcher(HttpClient client, TimeSpan stall)
{
    private const int Piece = 1 << 16;
    private const string PartEnding = ".part";

    /// <summary>Downloads what is not there yet.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="folder">Where its files go; made where it is not there.</param>
    /// <param name="from">An address to take in place of the known ones, to which the files' names are added; null for these.</param>
    /// <param name="onProgress">Called with each piece, and once for each file that is whole.</param>
    /// <param name="cancellation">Ends it; what has come stays for a later run.</param>
    /// <exception cref="TrainingException">A file cannot be had, or is another than the one that is known.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task FetchAsync(
        KnownDataset data, string folder, string? from, Action<FetchProgress>? onProgress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Directory.CreateDirectory(folder);
        string[] addresses = from is null ? [.. data.Addresses] : [from.EndsWith('/') ? from : from + "/"];
        foreach (KnownFile file in data.Files)
        {
            string path = Path.Combine(folder, file.Name);
            if (File.Exists(path))
            {
                string sum = await SumAsync(path, cancellation).ConfigureAwait(false);
                if (sum != file.Md5)
                    throw new TrainingException(
                        $"{path}: there is another file: expected MD5 {file.Md5}, found {sum}; move it away, or fetch into another folder.");
                onProgress?.Invoke(new FetchProgress(file.Name, new FileInfo(path).Length, new FileInfo(path).Length,
                    new FileInfo(path).Length));
                continue;
            }

            await FetchAsync(file, path, addresses, onProgress, cancellation).ConfigureAwait(false);
        }
    }

    private async Task FetchAsync(
        KnownFile file, string path, string[] addresses, Action<FetchProgress>? onProgress, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (string address in addresses)
        {
            try
            {
                await DownloadAsync(new Uri(address + file.Name), file, path + PartEnding, onProgress, cancellation).ConfigureAwait(false);
                string sum = await SumAsync(path + PartEnding, cancellation).ConfigureAwait(false);
                if (sum == file.Md5)
                {
                    File.Move(path + PartEnding, path);
                    return;
                }

                // Going on from what is wrong would never end well.
                File.Delete(path + PartEnding);
                failures.Add($"{address}{file.Name}: expected a file of MD5 {file.Md5}, found {sum}; it was deleted.");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException or TrainingException or UriFormatException)
            {
                failures.Add($"{address}{file.Name}: {Reason(e)}");
            }
        }

        var part = new FileInfo(path + PartEnding);
        if (part is { Exists: true, Length: 0 }) part.Delete();
        string left = part is { Exists: true, Length: > 0 } ? " What has come is kept: the same command goes on from there." : "";
        throw new TrainingException(
            $"{string.Join(" ", failures)}{left} Give a mirror with --from, or, without a network, copy {file.Name} into {Path.GetDirectoryName(path)}: the same command then checks it.");
    }

    private async Task DownloadAsync(
        Uri address, KnownFile file, string part, Action<FetchProgress>? onProgress, CancellationToken cancellation)
    {
        using var output = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, Piece, useAsync: true);
        long resumed = output.Length;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            waiting.CancelAfter(stall);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (resumed > 0) request.Headers.Range = new RangeHeaderValue(resumed, null);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, waiting.Token)
                .ConfigureAwait(false);
            // Nothing is behind what has come: it is whole, or the checksum says that it is not.
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && resumed > 0) return;
            if (!response.IsSuccessStatusCode)
                throw new TrainingException(
                    Invariant($"expected the file, the server answered {(int)response.StatusCode} {Safety.PlainText.Shorten(response.ReasonPhrase ?? "", 40)}."));
            // A server that knows no ranges sends all of it, and one that counts otherwise something else.
            if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != resumed)
            {
                if (response.StatusCode == HttpStatusCode.PartialContent && resumed > 0)
                    throw new TrainingException(Invariant($"expected what lies behind byte {resumed}, the server sends something else."));
                resumed = 0;
                output.SetLength(0);
            }

            output.Position = resumed;
            long? total = response.Content.Headers.ContentLength is { } length ? resumed + length : null;
            if (total > file.MostBytes)
                throw new TrainingException(Invariant($"expected at most {file.MostBytes} bytes, the server announces {total}."));
            await CopyAsync(response, output, file, (total, resumed), onProgress, waiting).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(Invariant($"the server said nothing for {stall.TotalSeconds} seconds."));
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, FileStream output, KnownFile file, (long? Total, long Resumed) size,
            Action<FetchProgress>? onProgress, CancellationTokenSource waiting)
    {
        using Stream input = await response.Content.ReadAsStreamAsync(waiting.Token).ConfigureAwait(false);
        byte[] piece = new byte[Piece];
        while (true)
        {
            waiting.CancelAfter(stall);
            int read = await input.ReadAsync(piece, waiting.Token).ConfigureAwait(false);
            if (read == 0) break;
            if (output.Position + read > file.MostBytes)
                throw new TrainingException(Invariant($"expected at most {file.MostBytes} bytes, the server sends more."));
            await output.WriteAsync(piece.AsMemory(0, read), waiting.Token).ConfigureAwait(false);
            onProgress?.Invoke(new FetchProgress(file.Name, output.Position, size.Total, size.Resumed));
        }

        if (size.Total is { } total && output.Position < total)
            throw new IOException(Invariant($"the connection ended after {output.Position} of {total} bytes."));
    }

    private static async Task<string> SumAsync(string path, CancellationToken cancellation)
    {
        using FileStream file = File.OpenRead(path);
#pragma warning disable CA5351 // Whoever publishes these files states no other checksum.
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, cancellation).ConfigureAwait(false));
#pragma warning restore CA5351
    }

    private static string Reason(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name is not found; is there a network?",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "cannot be reached; is there a network?",
        HttpRequestException or IOException => "the connection broke: "
            + Safety.PlainText.Shorten((e.InnerException ?? e).Message.TrimEnd('.'), 120) + ".",
        UriFormatException => "expected an address that begins with http:// or https://.",
        _ => e.Message,
    };
}
