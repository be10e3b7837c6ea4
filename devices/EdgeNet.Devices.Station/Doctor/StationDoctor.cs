using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Doctor;

/// <summary>Runs checks one after another. None can hang it, or end it: each has a thread and a time of its own.</summary>
public static class StationDoctor
{
    private const int LongestError = 500;

    // From being told to end until a check is given up.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs checks.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="limit">The most that each may take.</param>
    /// <param name="cancellation">Ends all of them.</param>
    public static DoctorReport Run(IReadOnlyList<IDoctorCheck> checks, TimeSpan limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var results = new List<(string, CheckResult)>();
        foreach (IDoctorCheck check in checks)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add((check.Name, Run(check, limit, cancellation)));
        }

        return new DoctorReport(results);
    }

    private static CheckResult Run(IDoctorCheck check, TimeSpan limit, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Taken here: a check that never ends must not ask for it when its source is gone.
        CancellationToken token = time.Token;
        CheckResult? result = null;
        using var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            CheckResult found = Guarded(check, token);
            Volatile.Write(ref result, found);
            try
            {
                done.Set();
            }
            catch (ObjectDisposedException)
            {
                // It was given up.
            }
        })
        {
            IsBackground = true,
            Name = "doctor " + check.Name,
        };
        thread.Start();
        time.CancelAfter(limit);
        _ = done.Wait(limit + Grace, CancellationToken.None);
        return Volatile.Read(ref result)
            ?? CheckResult.Failed(
                string.Create(CultureInfo.InvariantCulture, $"did not answer within {(limit + Grace).TotalSeconds:0.#} s"),
                "sudo systemctl stop zipreader, while the service runs, and look again; "
                    + "of a device: check its cables and power supply; dmesg | tail says what the kernel thinks of it");
    }

    private static CheckResult Guarded(IDoctorCheck check, CancellationToken cancellation)
    {
        try
        {
            return check.Run(cancellation);
        }
        catch (OperationCanceledException)
        {
            return CheckResult.Failed("was not done in time", null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A check that fails is a finding; the others are still to come.
            return CheckResult.Failed($"{PlainText.Shorten(error.Message, LongestError)} ({error.GetType().Name})");
        }
    }
}
