using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Tests.Emit;

namespace EdgeNet.Compiler.Tests.Planning;

public class PlanTests
{
    [Fact]
    public void LeNet5_runs_both_convolutions_by_Winograd_its_first_over_columns()
    {
        ExecutionPlan plan = Plan(Networks.LeNet5("ReLU"));
        Assert.Equal([typeof(ConvWinogradWidthStep), typeof(ConvWinogradStep), typeof(DenseStep), typeof(DenseStep), typeof(DenseStep), typeof(SoftmaxStep)],
            plan.Steps.Select(s => s.GetType()));
    }

    [Fact]
    public void Buffers_that_live_together_never_share_elements()
    {
        for (int seed = 1; seed <= 120; seed++)
        {
            ExecutionPlan plan = Plan(seed % 2 == 0 ? RandomNetworks.Create(seed) : RandomGraphs.Create(seed));
            PlannedBuffer[] buffers = [.. plan.Buffers.Where(b => b.Storage == Storage.Workspace)];
            foreach (PlannedBuffer a in buffers)
            {
                Assert.Equal(0, a.Offset % 16);
                Assert.InRange(a.Offset + a.Length, 1, plan.WorkspaceLength);
                Assert.DoesNotContain(buffers, b => b != a && a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep
                    && a.Offset < b.Offset + b.Length && b.Offset < a.Offset + a.Length);
            }
        }
    }

    [Fact]
    public void Packed_parameters_never_share_elements()
    {
        for (int seed = 1; seed <= 120; seed++)
        {
            ExecutionPlan plan = Plan(seed % 2 == 0 ? RandomNetworks.Create(seed) : RandomGraphs.Create(seed));
            int end = 0;
            foreach (PackedParameter parameter in plan.Parameters.OrderBy(p => p.Offset))
            {
                Assert.InRange(parameter.Offset, end, plan.WeightsLength);
                end = parameter.Offset + parameter.Length * parameter.Groups;
            }

            Assert.InRange(end, 0, plan.WeightsLength);
        }
    }

    [Fact]
    public void Tiles_fit_the_registers()
    {
        foreach (VectorWidth width in VectorWidth.All)
        {
            for (int vectors = 1; vectors <= 20; vectors++)
            {
                for (int columns = 1; columns <= 20; columns++)
                {
                    RegisterTile channels = CostModel.ChannelTile(width, vectors, columns, rows: columns, poolTaps: 1, taps: 27);
                    // Beside the accumulators: a tap's weights and an element, or on AArch64 the fewer of the two and two of the others.
                    int others = width.IsForArm ? Math.Min(channels.Vectors, channels.Pixels) + 2 : channels.Vectors + 1;
                    Assert.InRange(channels.Vectors * channels.Pixels + others, 3, width.Registers);
                    RegisterTile rows = CostModel.WidthTile(width, vectors, columns, poolTaps: 1, taps: 27);
                    Assert.InRange(rows.Vectors * rows.Pixels + rows.Pixels + 1, 3, width.Registers);
                }
            }
        }
    }

    [Fact]
    public void Tiles_of_three_columns_go_over_the_ends_of_rows()
    {
        VectorWidth width = VectorWidth.All.Single(w => w.Bits == 256);
        Assert.Equal(new RegisterTile(2, 5, OverRows: true), CostModel.ChannelTile(width, 32, columns: 3, rows: 3, poolTaps: 1, taps: 256));
        Assert.False(CostModel.ChannelTile(width, 16, columns: 6, rows: 6, poolTaps: 1, taps: 128).OverRows);
    }

    private static ExecutionPlan Plan(EdgeNet.Description.NetworkDescription description) =>
        NetworkCompiler.Compile(description, new TargetClass("Planned", default, description.Name)).Plan!;
}
