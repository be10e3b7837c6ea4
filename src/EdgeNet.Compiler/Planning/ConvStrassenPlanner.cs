using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Plans 1×1 convolutions by Strassen's algorithm (<see cref="ConvStrassenStep"/>). A first plan has none; of those that it does as a
/// whole and not in bands of rows, a second one takes the ones that gain by it.
/// </summary>
internal static class ConvStrassenPlanner
{
    /// <summary>Halves of the channels are whole vectors of every width.</summary>
    private const int ChannelMultiple = 2 * VectorWidth.BlockLanes;

    /// <summary>Halves of the filters are whole tiles of two vectors of every width.</summary>
    private const int FilterMultiple = 4 * VectorWidth.BlockLanes;

    /// <summary>The most elements of the input's sums, which should stay in the L1 cache.</summary>
    public const int MaxSums = 8 * 1024;

    /// <summary>Of more convolutions than this, the text counts: a method for each shape is long, and the weights that are streamed from memory take the time.</summary>
    private const int MaxConvolutions = 32;

    /// <summary>The places of more pixels than this are too long a table.</summary>
    private const int MaxPlaces = 256;

    /// <summary>Pixels of a tile: eight sums hide the latency of a multiply-add, and of twelve fewer elements are broadcast; ten were slower than both.</summary>
    internal static readonly int[] TilePixels = [4, 6];

    /// <summary>The convolutions of a plan that are better done so, or can be and are asked for.</summary>
    /// <param name="plan">A plan without any.</param>
    /// <param name="options">What decides in place of the estimates.</param>
    public static IEnumerable<string> Worthwhile(ExecutionPlan plan, CompilerOptions options) => plan.Unroll == Unroll.Full || plan.Graph.Nodes.Count(n => n.Layer is Conv) > MaxConvolutions ? []
        : plan.Steps.OfType<ConvChannelStep>().Where(s => s.Layer is Conv && Best(s, options) is not null).Select(s => s.Name);

    /// <summary>The step that does a convolution by Strassen's algorithm, where the plan asks for it; else the convolution itself.</summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The convolution's node.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="direct">The convolution, done directly.</param>
    public static Step Choose(PlanState state, Node node, Conv conv, ConvChannelStep direct)
    {
        if (!state.Limits.Strassen.Contains(node.Name) || Best(direct, state.Limits.Options) is not (int pixels, bool isOverRows)) return direct;
        int channels = direct.Input.Layout.Channels, filters = direct.Filters;
        int length = checked(filters / 2 * (channels / 2) * StrassenCost.Products + filters / 2 + channels / 2), weights = state.Reserve(length);
        state.PackWeights(new(node.Name + ".weight", PackingOrder.Strassen, weights, length, 1, filters, channels, new[] { channels }, new[] { 1 }), conv.Norm);
        Operand sums = state.Allocate(node.Name + " sums", TensorLayout.Vector(SumsLength(pixels, channels)));
        return new ConvStrassenStep(direct, pixels, isOverRows, sums, weights);
    }

    private static int SumsLength(int pixels, int channels) => checked(ConvStrassenStep.InputSums * pixels * (channels / 2));

    /// <summary>The tile, and whether pixels follow each other over the ends of rows; null where a convolution is better done, or can only be done, directly.</summary>
    private static (int Pixels, bool IsOverRows)? Best(ConvChannelStep step, CompilerOptions options)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        if (step.Groups != 1 || step.Residual is not null || step.Pool.Taps > 1 || step.Stride.Any(s => s != 1)) return null;
        if (!input.IsChannelsLast || !output.IsChannelsLast || step.Taps.Taps != input.Channels) return null;
        if (input.Channels % ChannelMultiple != 0 || step.Filters % FilterMultiple != 0) return null;

        int all = output.Volume.Pixels;
        bool mayGoOverRows = ConvStrassenStep.IsEven(input) && (ConvStrassenStep.IsEven(output) || all <= MaxPlaces);
        IEnumerable<int> tiles = TilePixels.Where(p => SumsLength(p, input.Channels) <= MaxSums);
        var candidates = tiles.SelectMany(p => mayGoOverRows ? new[] { (p, all), (p, output.Width) } : [(p, output.Width)]);
        return StrassenCost.Best(input.Channels, step.Filters, all, candidates, options.Strassen) is var (pixels, row) ? (pixels, row == all) : null;
    }
}
