using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx;

namespace EdgeNet.Measuring.Tests.Peers;

public class OnnxRuntimeSessionTests
{
    [Fact]
    public void Runs_allocate_nothing_and_follow_the_input()
    {
        using OnnxRuntimeSession session = Create(new Activate(new(Activation.ReLU)), new TensorShape(3));
        session.Run();
        ((ReadOnlySpan<float>)[-1, 0.5f, 2]).CopyTo(session.Input());
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++) session.Run();
        }));
        Assert.Equal([0, 0.5f, 2], session.Output().ToArray());
    }

    [Fact]
    public void Tensors_begin_at_cache_lines()
    {
        using OnnxRuntimeSession session = Create(new Flatten(), new TensorShape(2, 3));
        Assert.Equal(6, session.Input().Length);
        Assert.Equal(0, AddressOf(session.Input()) % 64);
        Assert.Equal(0, AddressOf(session.Output()) % 64);
    }

    [Fact]
    public void What_the_library_complains_about_is_one_line()
    {
        var broken = Assert.Throws<PeerException>(() => OnnxRuntimeSession.Create(OnnxRuntimeLibrary.LoadBundled(), [1, 2, 3]));
        Assert.StartsWith("ONNX Runtime: ", broken.Message);
        Assert.DoesNotContain('\n', broken.Message);
    }

    [Fact]
    public void A_session_that_is_disposed_runs_no_more()
    {
        OnnxRuntimeSession session = Create(new Flatten(), new TensorShape(2, 3));
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(session.Run);
        session.Dispose();
    }

    private static OnnxRuntimeSession Create(Layer layer, TensorShape shape)
    {
        Node[] nodes =
        [
            new("input", new Input(shape), default, shape, -1),
            new("layer", layer, new[] { "input" }, layer.InferShape([shape]), 0),
        ];
        byte[] model = OnnxExporter.Export(new NetworkGraph("Single", nodes, ["layer"]), new RandomParameters([], 0));
        return OnnxRuntimeSession.Create(OnnxRuntimeLibrary.LoadBundled(), model);
    }

    private static unsafe nint AddressOf(ReadOnlySpan<float> span)
    {
        fixed (float* first = span) return (nint)first;
    }
}
