using System.Diagnostics;
using System.Globalization;

namespace EdgeNet.Benchmarks.Training;

/// <summary>PyTorch in a process of its own (torch_peer.py), which trains the same network for as many steps as it is told.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">There is no Python, or it has no PyTorch.</exception>
    public TorchPeer(string python, string network, int batch, int threads)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "torch_peer.py");
        string[] numbers = [batch.ToString(CultureInfo.InvariantCulture), threads.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(python, [script, network, .. numbers]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Version = ReadLine();
    }

    /// <summary>PyTorch and its version.</summary>
    public string Version { get; }

    /// <summary>Trains.</summary>
    /// <param name="steps">Batches.</param>
    /// <returns>The time that they took, in seconds.</returns>
    public double Run(int steps)
    {
        _process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the program.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} has ended: the benchmark needs Python 3 with PyTorch (Debian: python3-torch).");
}
