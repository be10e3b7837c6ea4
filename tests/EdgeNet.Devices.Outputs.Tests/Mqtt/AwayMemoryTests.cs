using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>How much memory events take that wait for a broker, in a process of their own.</summary>
public sealed class AwayMemoryTests(ITestOutputHelper output) : BrokerTests(output)
{
    // All events are some 60 MB: in memory they would end the program. It needs a quarter of this.
    private const long HardLimit = 48L << 20;

    // What the events of a queue and of a batch take, several times over.
    private const long MostGrowth = 6L << 20;

    [Fact]
    public async Task Ten_thousand_readings_for_a_broker_that_is_away_take_no_more_memory_than_a_queue()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        ProcessStartInfo start = CrashProgram.StartInfo(
            "away", Path.Combine(Folder.Path, "e.db"), broker.Port.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_GCHeapHardLimit"] = HardLimit.ToString("x", CultureInfo.InvariantCulture);
        using Process program = Process.Start(start)!;
        Task<string> errors = program.StandardError.ReadToEndAsync();

        Dictionary<string, long> away = await ReadAsync(program, errors);
        Assert.Equal((AwayProgram.Count, 0, AwayProgram.Count), (away["stored"], away["dropped"], away["waiting"]));
        Assert.InRange(away["most"], 1, AwayProgram.Capacity);
        Assert.InRange(away["heap"], long.MinValue, MostGrowth);

        Dictionary<string, long> flood = await ReadAsync(program, errors);
        Assert.InRange(flood["flood"], 1, AwayProgram.Capacity);

        await broker.StartAsync();
        await program.StandardInput.WriteLineAsync();
        Dictionary<string, long> back = await ReadAsync(program, errors);
        Assert.Equal(back["received"], back["delivered"] + back["dropped"]);
        Assert.InRange(back["delivered"], AwayProgram.Count, long.MaxValue);
        Assert.InRange(back["heap"], long.MinValue, MostGrowth);
        await program.WaitForExitAsync().WaitAsync(Wait.Patience);
        Assert.Equal(0, program.ExitCode);
    }

    private async Task<Dictionary<string, long>> ReadAsync(Process program, Task<string> errors)
    {
        string? line = await program.StandardOutput.ReadLineAsync().WaitAsync(Wait.Patience);
        Assert.True(line is not null, line is null ? await errors.WaitAsync(Wait.Patience) : "");
        Output.WriteLine(line);
        return line!.Split(' ').Select(word => word.Split('=')).ToDictionary(
            word => word[0], word => long.Parse(word[1], CultureInfo.InvariantCulture));
    }
}
