using System.Text;
using EdgeNet.Safety;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace EdgeNet.Deployment.Ssh;

/// <summary>A connection to a device, on which commands run.</summary>
internal sealed class SshSession : IDisposable
{
    private const int ChunkLength = 32 << 10;
    private const int LongestText = 300;

    private readonly SshClient _client;
    private readonly SshDestination _host;

    private SshSession(SshClient client, SshDestination host) => (_client, _host) = (client, host);

    /// <summary>Connects.</summary>
    /// <param name="options">The machine, and how it is reached.</param>
    /// <param name="asks">Who is asked for a password, and whether a key is the machine's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">The machine cannot be reached, is not known, or does not let the user in.</exception>
    public static async Task<SshSession> OpenAsync(SshOptions options, IOperator asks, CancellationToken cancellation) =>
        new(await new SshConnector(options, asks).ConnectAsync(cancellation), options.Destination);

    /// <summary>Runs a command.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="input">What it reads; empty for nothing.</param>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="onLine">Takes each line that it writes, as it comes.</param>
    /// <param name="cancellation">Ends waiting for it.</param>
    /// <exception cref="DeploymentException">The connection broke, or it took too long.</exception>
    public Task<RemoteResult> RunAsync(
        IEnumerable<string> words,
        string input,
        TimeSpan limit,
        Action<string>? onLine = null,
        CancellationToken cancellation = default)
    {
        Stream? bytes = input.Length == 0 ? null : new MemoryStream(Encoding.UTF8.GetBytes(input));
        return RunAsync(words, bytes, limit, onLine, cancellation);
    }

    /// <summary>Runs a command that reads a stream.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="input">What it reads, and what is sent whole even where it ends before it has read all; null for nothing.</param>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="onLine">Takes each line that it writes, as it comes.</param>
    /// <param name="cancellation">Ends waiting for it.</param>
    /// <exception cref="DeploymentException">The connection broke, or it took too long.</exception>
    public async Task<RemoteResult> RunAsync(
        IEnumerable<string> words,
        Stream? input,
        TimeSpan limit,
        Action<string>? onLine,
        CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(limit);
        // A device that writes without end is left.
        var lines = new RemoteLines(onLine ?? (_ => { }), time.Cancel);
        try
        {
            using SshCommand remote = _client.CreateCommand(input is null ? RemoteShell.WithoutInput(words) : RemoteShell.WithInput(words));
            Task running = remote.ExecuteAsync(time.Token);
            Task output = Task.Run(() => lines.ReadAll(remote.OutputStream), CancellationToken.None);
            Task errors = Task.Run(() => lines.ReadAll(remote.ExtendedOutputStream), CancellationToken.None);
            if (input is not null)
                _ = Task.Run(() => Feed(remote, input, time.Token), CancellationToken.None);
            await Task.WhenAll(running, output, errors).WaitAsync(time.Token);
            return new RemoteResult(remote.ExitStatus, lines.Lines);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (lines.IsTooLong)
                throw new DeploymentException($"{_host}: the device writes without end.");
            throw new DeploymentException(FormattableString.Invariant($"{_host}: no answer within {limit.TotalSeconds:0} s."));
        }
        catch (Exception error) when (error is SshException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            throw new DeploymentException($"{_host}: the connection broke: {PlainText.Shorten(error.Message, LongestText)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static void Feed(SshCommand remote, Stream input, CancellationToken cancellation)
    {
        try
        {
            using Stream sink = remote.CreateInputStream();
            byte[] chunk = new byte[ChunkLength];
            for (int count = input.Read(chunk); count > 0; count = input.Read(chunk))
            {
                cancellation.ThrowIfCancellationRequested();
                sink.Write(chunk, 0, count);
            }
        }
        catch (Exception error) when (error is SshException or IOException or InvalidOperationException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The connection broke, which the command finds as well.
        }
    }
}
