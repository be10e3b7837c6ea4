using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Chooses the runs of steps that are done in bands of rows, and rewrites the plan.</summary>
internal static class StreamPlanner
{
    /// <summary>Less of a gain than this is not worth the bands.</summary>
    private const double WorthIt = 0.9;

    /// <summary>The plan with runs of steps streamed; the same plan where that needs no less memory.</summary>
    /// <param name="plan">The plan, each step done as a whole.</param>
    /// <param name="mode">Which steps are streamed.</param>
    public static ExecutionPlan Stream(ExecutionPlan plan, StreamingMode mode)
    {
        if (mode == StreamingMode.Never) return plan;
        if (mode == StreamingMode.Everywhere)
        {
            var all = new StreamModel(plan.Steps, plan.Buffers, isTrial: true);
            return Rewrite(plan, all, StreamSearch.Everywhere(all));
        }

        var search = new StreamSearch(plan);
        search.Run();
        ExecutionPlan streamed = Rewrite(plan, search.Model, search.Schedules);
        return streamed.WorkspaceLength < WorthIt * plan.WorkspaceLength ? streamed : plan;
    }

    private static ExecutionPlan Rewrite(ExecutionPlan plan, StreamModel model, IReadOnlyList<StreamSchedule> schedules)
    {
        var steps = new List<Step>();
        PlannedBuffer[] buffers = [.. model.Buffers];
        for (int i = 0; i < model.Steps.Count; i++)
        {
            StreamSchedule? schedule = schedules.FirstOrDefault(s => s.Run.First == i);
            if (schedule is null)
            {
                steps.Add(model.Steps[i]);
                continue;
            }

            steps.Add(StreamBuilder.Build(model, schedule, out int scratch));
            foreach (var (buffer, rolling) in schedule.Rolling.Select(r => (r.Key, r.Value)))
                buffers[buffer] = buffers[buffer] with { Length = rolling.Length, Name = $"{buffers[buffer].Name}, {rolling.Rows} of {rolling.Tensor.Rows} rows" };
            if (scratch >= 0) buffers[scratch] = buffers[scratch] with { Length = schedule.ScratchLength, Name = "tiles and products" };
            i = schedule.Run.Last;
        }

        IReadOnlyList<PlannedBuffer> placed = WorkspacePlanner.Place(WorkspacePlanner.Live(buffers, steps), out int workspace);
        return plan with { Steps = steps, Buffers = placed, WorkspaceLength = workspace };
    }
}
