using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>A plan's steps as streaming sees them: what can be done by rows, what lives how long, how long each buffer is.</summary>
internal sealed class StreamModel
{
    private readonly Dictionary<StreamRun, StreamSchedule?> _schedules = [];

    /// <summary>Looks at a plan.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="buffers">The buffers.</param>
    /// <param name="isTrial">Whether bands may be so small that they cost time.</param>
    public StreamModel(IReadOnlyList<Step> steps, IReadOnlyList<PlannedBuffer> buffers, bool isTrial = false)
    {
        IsTrial = isTrial;
        Steps = steps;
        Buffers = buffers;
        Windows = [.. steps.Select(StepRows.Windows)];
        Tensors = new StreamedTensor?[buffers.Count];
        First = [.. buffers.Select(_ => int.MaxValue)];
        Last = [.. buffers.Select(_ => -1)];
        for (int i = 0; i < steps.Count; i++)
        {
            Step step = steps[i];
            int written = step.Output.Buffer;
            Tensors[written] ??= new(written, step.Output.Offset, step.Output.Layout, (step as BorderStep)?.Border);
            foreach (Operand operand in step.Inputs.Concat(step.Scratch).Append(step.Output))
            {
                First[operand.Buffer] = Math.Min(First[operand.Buffer], i);
                Last[operand.Buffer] = i;
            }
        }
    }

    /// <summary>The steps, each done as a whole.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Whether bands may be so small that they cost time.</summary>
    public bool IsTrial { get; }

    /// <summary>The buffers.</summary>
    public IReadOnlyList<PlannedBuffer> Buffers { get; }

    /// <summary>For each step the rows of its inputs that its output rows take; null where it can only be done as a whole.</summary>
    public RowWindow[]?[] Windows { get; }

    /// <summary>What each buffer holds, of those that a step writes.</summary>
    public StreamedTensor?[] Tensors { get; }

    /// <summary>The first step that touches each buffer.</summary>
    public int[] First { get; }

    /// <summary>The last step that touches each buffer.</summary>
    public int[] Last { get; }

    /// <summary>Whether a step may stand in a run.</summary>
    public bool IsStreamable(int step) => Steps[step] is BorderStep || Windows[step] is not null;

    /// <summary>The schedule of a run, or null where it cannot be streamed.</summary>
    public StreamSchedule? Schedule(StreamRun run)
    {
        if (!_schedules.TryGetValue(run, out StreamSchedule? schedule)) _schedules.Add(run, schedule = StreamSchedule.Create(this, run));
        return schedule;
    }

    /// <summary>Elements of the workspace that live at each step, where some runs are streamed.</summary>
    public int[] Live(IReadOnlyList<StreamSchedule> schedules)
    {
        int[] change = new int[Steps.Count + 1];
        void Add(int first, int last, int length)
        {
            change[first] += WorkspacePlanner.Align(length);
            change[last + 1] -= WorkspacePlanner.Align(length);
        }

        for (int buffer = 0; buffer < Buffers.Count; buffer++)
        {
            if (Buffers[buffer].Storage != Storage.Workspace || Last[buffer] < 0) continue;
            int first = First[buffer], last = Last[buffer], length = Buffers[buffer].Length;
            foreach (StreamSchedule schedule in schedules)
            {
                StreamRun run = schedule.Run;
                if (first >= run.First && first <= run.Last) first = run.First;
                if (last >= run.First && last <= run.Last) last = run.Last;
                length = schedule.Length(buffer) ?? length;
            }

            Add(first, last, length);
        }

        foreach (StreamSchedule schedule in schedules) Add(schedule.Run.First, schedule.Run.Last, schedule.ScratchLength);
        int[] live = new int[Steps.Count];
        for (int i = 0, sum = 0; i < live.Length; i++) live[i] = sum += change[i];
        return live;
    }
}
