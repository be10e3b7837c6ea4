using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Parameters;

/// <summary>All parameters of a network in one run of memory, each from a cache line on, so that optimisers are single loops.</summary>
internal sealed class ParameterLayout
{
    private readonly Dictionary<string, ParameterSlot> _byName;

    /// <param name="graph">The network.</param>
    /// <param name="includes">Whose parameters there is a place for; null for everybody's.</param>
    public ParameterLayout(NetworkGraph graph, Func<Node, bool>? includes = null)
    {
        var slots = new List<ParameterSlot>();
        long offset = 0;
        foreach (Node node in graph.Nodes.Where(includes ?? (_ => true)))
        {
            foreach (Parameter parameter in graph.Parameters(node))
            {
                slots.Add(new(node.Name, parameter.Role, parameter.Shape, checked((int)offset),
                    parameter.IsTrained, Fans.Of(graph, node, parameter)));
                offset += LaneMemory.Pad(parameter.Shape.Length);
            }
        }

        Slots = slots;
        Length = checked((int)offset);
        _byName = slots.ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    /// <summary>The parameters in graph order.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>Elements in all, with what lies between.</summary>
    public int Length { get; }

    /// <summary>Trained numbers.</summary>
    public long ParameterCount => Slots.Where(s => s.IsTrained).Sum(s => (long)s.Length);

    /// <summary>The parameter of a name, or null.</summary>
    public ParameterSlot? Find(string name) => _byName.GetValueOrDefault(name);
}
