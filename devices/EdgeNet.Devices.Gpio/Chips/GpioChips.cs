using System.Globalization;
using System.Text;
using EdgeNet.Devices.Linux;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Gpio.Chips;

/// <summary>
/// Finds chips and lines by asking the kernel. System.Device.Gpio knows lines by number alone, and its error for a busy one does not say
/// who has it; it drives them, after they have been found here.
/// </summary>
public sealed unsafe class GpioChips
{
    private const int MostChips = 64;
    private const int MostLines = 1024;

    internal static readonly uint GetChipInfo = IoControl.Read('\u00B4', 1, sizeof(GpioChipInfo));
    internal static readonly uint GetLineInfo = IoControl.ReadWrite('\u00B4', 5, sizeof(GpioLineInfo));

    private readonly IKernel _kernel;
    private bool _isDenied;

    /// <summary>The chips of this machine.</summary>
    public GpioChips()
        : this(Kernel.Instance)
    {
    }

    internal GpioChips(IKernel kernel) => _kernel = kernel;

    /// <summary>All chips that may be opened, by number.</summary>
    public IReadOnlyList<GpioChip> List()
    {
        var chips = new List<GpioChip>();
        _isDenied = false;
        for (int number = 0; number < MostChips; number++)
        {
            int file = _kernel.Open(string.Create(CultureInfo.InvariantCulture, $"/dev/gpiochip{number}"));
            _isDenied |= -file is (int)Errno.Access or (int)Errno.NotPermitted;
            if (file < 0)
                continue;
            GpioChipInfo info;
            int result = _kernel.Control(file, GetChipInfo, &info);
            _ = _kernel.Close(file);
            if (result >= 0)
                chips.Add(new GpioChip(number, Text(info.Name), Text(info.Label), (int)Math.Min(info.Lines, MostLines)));
        }

        return chips;
    }

    /// <summary>A chip by its name, label, path or number; without one that of a Raspberry Pi's 40 pins, else the first.</summary>
    /// <param name="wanted">Which; null for the one that a Pi's pins are on.</param>
    /// <exception cref="GpioException">There is none, or it may not be opened.</exception>
    public GpioChip Find(string? wanted = null)
    {
        IReadOnlyList<GpioChip> chips = List();
        foreach (GpioChip chip in chips)
        {
            bool isIt = wanted is null
                ? chip.IsHeader
                : wanted == chip.Name
                    || wanted == chip.Label
                    || wanted == chip.Path
                    || wanted == chip.Number.ToString(CultureInfo.InvariantCulture);
            if (isIt)
                return chip;
        }

        if (wanted is null && chips.Count > 0)
            return chips[0];
        if (_isDenied)
        {
            throw new GpioException(
                "GPIO: permission denied: add this user to the group gpio (sudo usermod -aG gpio $USER) and log in again");
        }

        string found = chips.Count == 0
            ? "no chip at all: is this a board with pins, and its kernel's GPIO driver loaded?"
            : string.Join(", ", chips);
        string expected = wanted is null ? "a chip" : $"the chip '{PlainText.Shorten(wanted, 60)}'";
        throw new GpioException($"GPIO: expected {expected}, found {found}");
    }

    /// <summary>All lines of a chip.</summary>
    /// <param name="chip">The chip.</param>
    /// <exception cref="GpioException">It cannot be asked.</exception>
    public IReadOnlyList<GpioLineState> Lines(GpioChip chip)
    {
        ArgumentNullException.ThrowIfNull(chip);
        int file = _kernel.Open(chip.Path);
        if (file < 0)
            throw new GpioException($"GPIO: {chip} cannot be opened any more");
        var lines = new List<GpioLineState>(chip.Lines);
        for (uint i = 0; i < chip.Lines; i++)
        {
            GpioLineInfo info = new() { Offset = i };
            if (_kernel.Control(file, GetLineInfo, &info) >= 0)
                lines.Add(new GpioLineState((int)i, Text(info.Name), Text(info.Consumer), (info.Flags & GpioLineInfo.Used) != 0));
        }

        _ = _kernel.Close(file);
        return lines;
    }

    /// <summary>A name, up to its first zero, escaped: whoever takes a line names its user as they like.</summary>
    private static string Text(byte* bytes)
    {
        var span = new ReadOnlySpan<byte>(bytes, 32);
        int end = span.IndexOf((byte)0);
        return PlainText.Escape(Encoding.UTF8.GetString(end < 0 ? span : span[..end]));
    }
}
