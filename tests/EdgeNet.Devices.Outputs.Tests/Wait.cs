namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>Waits for what other threads and programs do; the bound is generous, for machines that are busy.</summary>
internal static class Wait
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a number is there, as long as it grows.</summary>
    public static async Task WhileGrowingAsync(Func<long> number, long expected, string what)
    {
        long last = -1;
        for (long now = number(); now < expected; now = number())
        {
            if (now > last)
                last = now;
            else
                await UntilAsync(() => number() > last, $"{what}: more than {last} of {expected}");
            await Task.Delay(20);
        }
    }

    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        long start = Environment.TickCount64;
        while (!holds())
        {
            if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
                Assert.Fail($"Did not come to be: {what}");
            await Task.Delay(20);
        }
    }
}
