namespace EdgeNet.Deployment.Tests;

/// <summary>Waits for what other programs do; the bound is generous, for machines that are busy.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

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
