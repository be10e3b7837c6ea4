using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Parameters;

/// <summary>Values for all parameters of a network.</summary>
internal sealed class ParameterSet : IParameterSource
{
    private readonly LaneMemory _memory;

    public ParameterSet(ParameterLayout layout)
    {
        Layout = layout;
        _memory = new LaneMemory(layout.Length);
    }

    public ParameterLayout Layout { get; }

    /// <summary>All values, in the layout's order.</summary>
    public Span<float> Values => _memory.Span;

    /// <summary>All values, for where a span cannot go.</summary>
    public Memory<float> Memory => _memory.Memory;

    /// <summary>The first value; valid while this object is reachable.</summary>
    public unsafe float* Pointer => _memory.Pointer;

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name) => Slot(name);

    /// <summary>The values of one parameter.</summary>
    public Span<float> Slot(string name) => Layout.Find(name) is { } slot
        ? Values.Slice(slot.Offset, slot.Length)
        : throw new WeightsException($"There is no parameter '{name}'. There are {string.Join(", ", Layout.Slots.Select(s => s.Name))}.");

    /// <summary>Takes the values of another source.</summary>
    /// <exception cref="WeightsException">A parameter is missing or has another length.</exception>
    public void CopyFrom(IParameterSource source)
    {
        foreach (ParameterSlot slot in Layout.Slots)
        {
            ReadOnlySpan<float> values = source.GetParameter(slot.Name);
            if (values.Length != slot.Length)
                throw new WeightsException($"Parameter '{slot.Name}': expected {slot.Shape} = {slot.Length} elements, found {values.Length}.");
            values.CopyTo(Values[slot.Offset..]);
        }
    }

    /// <summary>A copy that later training does not change.</summary>
    public ParameterSet Clone()
    {
        var copy = new ParameterSet(Layout);
        Values.CopyTo(copy.Values);
        return copy;
    }
}
