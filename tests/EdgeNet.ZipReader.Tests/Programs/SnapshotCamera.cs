using System.Net;

namespace EdgeNet.ZipReader.Tests.Programs;

/// <summary>A camera in the network that always shows the same.</summary>
internal sealed class SnapshotCamera : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _picture;

    public SnapshotCamera(byte[] picture)
    {
        _picture = picture;
        Address = FormattableString.Invariant($"http://127.0.0.1:{StationProcess.FreePort()}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context = await _listener.GetContextAsync();
            context.Response.ContentLength64 = _picture.Length;
            await context.Response.OutputStream.WriteAsync(_picture);
            context.Response.Close();
        }
    }
}
