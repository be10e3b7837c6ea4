using System.Device.Gpio;
using EdgeNet.Devices.Gpio.Chips;
using EdgeNet.Devices.Gpio.Lines;

namespace EdgeNet.Devices.Gpio;

/// <summary>
/// Button, lights and lamp on a board's pins. All outputs are off from the beginning, and again when this is disposed or the process ends.
/// </summary>
public sealed class GpioBoard : IDisposable
{
    private readonly GpioController _controller;
    private readonly List<OutputLine> _outputs = [];
    private readonly SafeState _safeState;

    private GpioBoard(GpioController controller, GpioPins pins, Func<GpioLine, int> numberOf, TimeProvider time)
    {
        _controller = controller;
        _safeState = new SafeState(AllOff);
        try
        {
            Read = Output(pins.Read, numberOf);
            Rejected = Output(pins.Rejected, numberOf);
            Fault = Output(pins.Fault, numberOf);
            Lamp = Output(pins.Lamp, numberOf);
            if (pins.Trigger is { } trigger)
                Trigger = Use(trigger, line => new TriggerButton(controller, numberOf(line), line.IsActiveLow, pins.Debounce, time));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The button; null for none.</summary>
    public TriggerButton? Trigger { get; }

    /// <summary>The light for what was read; null for none.</summary>
    public OutputLine? Read { get; }

    /// <summary>The light for what was rejected; null for none.</summary>
    public OutputLine? Rejected { get; }

    /// <summary>The light for faults; null for none.</summary>
    public OutputLine? Fault { get; }

    /// <summary>The lamp; null for none.</summary>
    public OutputLine? Lamp { get; }

    /// <summary>Takes the lines.</summary>
    /// <param name="pins">What is where.</param>
    /// <exception cref="GpioException">There is no such chip or line, somebody else uses it, or the library is missing.</exception>
    public static GpioBoard Open(GpioPins pins)
    {
        ArgumentNullException.ThrowIfNull(pins);
        return Open(pins, new GpioChips(), GpioDrivers.Open, TimeProvider.System);
    }

    internal static GpioBoard Open(GpioPins pins, GpioChips chips, Func<GpioChip, GpioDriver> open, TimeProvider time)
    {
        GpioChip chip = chips.Find(pins.Chip);
        IReadOnlyList<GpioLineState> lines = chips.Lines(chip);
        var taken = new Dictionary<int, GpioLine>();
        foreach (GpioLine? wanted in (ReadOnlySpan<GpioLine?>)[pins.Trigger, pins.Read, pins.Rejected, pins.Fault, pins.Lamp])
        {
            if (wanted is not { } line)
                continue;
            GpioLineState state = Find(line, lines, chip);
            if (state.IsUsed)
            {
                string who = state.Consumer.Length > 0 ? $"'{state.Consumer}'" : "the kernel or another program";
                throw new GpioException(
                    $"GPIO: line {line.Name} of {chip.Name} is in use by {who}: end that, or wire to another line; gpioinfo lists them");
            }

            if (!taken.TryAdd(state.Offset, line))
                throw new GpioException($"GPIO: line {line.Name} is named for two things: each needs a line of its own");
        }

        return new GpioBoard(new GpioController(open(chip)), pins, line => Find(line, lines, chip).Offset, time);
    }

    /// <summary>Switches everything off and gives the lines back.</summary>
    public void Dispose()
    {
        _safeState.Dispose();
        Trigger?.Dispose();
        _controller.Dispose();
    }

    private static GpioLineState Find(GpioLine line, IReadOnlyList<GpioLineState> lines, GpioChip chip)
    {
        bool isNumber = line.TryGetNumber(out int number);
        foreach (GpioLineState state in lines)
        {
            if (isNumber ? state.Offset == number : state.Name == line.Name)
                return state;
        }

        throw new GpioException($"GPIO: expected line {line.Name} on {chip}, found no such: gpioinfo {chip.Name} lists what there is");
    }

    private static T Use<T>(GpioLine line, Func<GpioLine, T> open)
    {
        try
        {
            return open(line);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or GpioException))
        {
            throw new GpioException($"GPIO: line {line.Name} cannot be used: {error.Message}", error);
        }
    }

    private OutputLine? Output(GpioLine? line, Func<GpioLine, int> numberOf)
    {
        if (line is not { } wanted)
            return null;
        OutputLine output = Use(wanted, l => new OutputLine(_controller, numberOf(l), l.IsActiveLow));
        lock (_outputs)
            _outputs.Add(output);
        return output;
    }

    private void AllOff()
    {
        lock (_outputs)
        {
            foreach (OutputLine output in _outputs)
                output.Set(false);
        }
    }
}
