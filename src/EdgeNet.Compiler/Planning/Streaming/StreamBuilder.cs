using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Schedule → step: the slices of every band, with rows filled below, and rows moved to the front.</summary>
internal sealed class StreamBuilder
{
    private readonly StreamModel _model;
    private readonly StreamSchedule _schedule;
    private readonly int _scratch;

    private StreamBuilder(StreamModel model, StreamSchedule schedule)
    {
        _model = model;
        _schedule = schedule;
        _scratch = schedule.Steps.Select(i => model.Steps[i]).OfType<ConvWinogradStep>().FirstOrDefault()?.Transformed.Buffer ?? -1;
    }

    /// <summary>The step that carries out a run in bands.</summary>
    /// <param name="model">The plan.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="scratch">The buffer that the steps' scratch shares, or −1.</param>
    public static StreamStep Build(StreamModel model, StreamSchedule schedule, out int scratch)
    {
        var builder = new StreamBuilder(model, schedule);
        scratch = builder._scratch;
        Step[] whole = [.. Enumerable.Range(schedule.Run.First, schedule.Run.Last - schedule.Run.First + 1).Select(i => model.Steps[i])];
        IReadOnlyList<Step> prelude = builder.Prelude(whole);
        IEnumerable<StreamPart> parts = BandLoops.Of([.. Enumerable.Range(0, schedule.Bands).Select(builder.Band)]);
        return StreamStep.Of(whole, schedule.Bands, [.. prelude.Count > 0 ? new[] { new StreamPart(1, prelude) } : [], .. parts]);
    }

    /// <summary>Borders: of tensors that leave the run as they are; of others all of the buffer, whose rows take their borders along.</summary>
    private List<Step> Prelude(Step[] whole)
    {
        var steps = new List<Step>();
        foreach (BorderStep border in whole.OfType<BorderStep>())
        {
            int buffer = border.Output.Buffer;
            if (!_schedule.IsInside(buffer)) steps.Add(border);
            else steps.Add(new FillStep(border.Name, new(buffer, TensorLayout.Vector(_schedule.Length(buffer) ?? _model.Buffers[buffer].Length)), border.Border.Fill));
        }

        return steps;
    }

    private List<Step> Band(int band)
    {
        var steps = new List<Step>();
        foreach (var (buffer, rolling) in _schedule.Rolling.Select(r => (r.Key, r.Value)))
        {
            // Rows below the tensor are filled when they are first read.
            int first = Math.Max(rolling.Tensor.Rows, band == 0 ? int.MinValue : rolling.End[band - 1]), end = rolling.End[band];
            if (end <= first || rolling.Tensor.Border is not { } border) continue;
            int row = rolling.Tensor.Layout.RowStride;
            steps.Add(new FillStep(_model.Buffers[buffer].Name,
                new(buffer, TensorLayout.Vector((end - first) * row), rolling.Tensor.Lead + (first - rolling.Base[band]) * row), border.Fill));
        }

        for (int s = 0; s < _schedule.Steps.Count; s++)
        {
            int first = _schedule.Done[band][s], rows = _schedule.Done[band + 1][s] - first;
            if (rows > 0) steps.Add(Slice(s, first, rows, band));
        }

        foreach (var (buffer, rolling) in _schedule.Rolling.Select(r => (r.Key, r.Value)))
            if (rolling.Kept(band) is > 0 and int kept) steps.Add(Roll(buffer, rolling, rolling.Base[band + 1] - rolling.Base[band], kept));
        return steps;
    }

    private Step Slice(int s, int first, int rows, int band)
    {
        Step step = _model.Steps[_schedule.Steps[s]];
        var inputs = new Operand[step.Inputs.Count];
        for (int input = 0; input < inputs.Length; input++)
        {
            RowWindow window = _schedule.Window(s, input);
            int start = window.First(first), end = window.End(first + rows);
            if (step is PadStep) (start, end) = (Math.Max(0, start), Math.Max(0, Math.Min(step.Input.Layout.Height, end)));
            inputs[input] = Place(step.Inputs[input], start, Math.Max(0, end - start), band);
        }

        Step slice = StepSlicer.Slice(step, first, rows, inputs, Place(step.Output, first, rows, band));
        if (slice is not ConvWinogradStep winograd) return slice;
        int transformed = winograd.TransformedLength(winograd.RowsTogether);
        return winograd with
        {
            Transformed = new(_scratch, TensorLayout.Vector(transformed)),
            Sums = new(_scratch, TensorLayout.Vector(winograd.SumsLength(winograd.RowsTogether)), WorkspacePlanner.Align(transformed)),
        };
    }

    /// <summary>Where some rows of an operand lie in a band.</summary>
    private Operand Place(Operand operand, int first, int rows, int band)
    {
        TensorLayout layout = operand.Layout with { Volume = operand.Layout.Volume with { Height = rows } };
        if (_schedule.Rolling.TryGetValue(operand.Buffer, out RollingBuffer rolling))
        {
            StreamedTensor tensor = rolling.Tensor;
            int row = tensor.Layout.RowStride;
            if (!tensor.IsOneRun) layout = layout with { ChannelStride = rolling.Rows * row, DepthStride = rolling.Rows * row };
            return operand with { Layout = layout, Offset = tensor.Lead + (first - rolling.Base[band]) * row - tensor.Column(operand) };
        }

        bool isWritten = _schedule.Steps.Any(i => _model.Steps[i].Output.Buffer == operand.Buffer);
        int begin = isWritten ? _model.Tensors[operand.Buffer]!.Begin(operand) : 0;
        return operand with { Layout = layout, Offset = operand.Offset + (first + begin) * operand.Layout.RowStride };
    }

    private RollStep Roll(int buffer, RollingBuffer rolling, int by, int kept)
    {
        StreamedTensor tensor = rolling.Tensor;
        int row = tensor.Layout.RowStride, channel = rolling.Rows * row;
        int length = tensor.IsOneRun ? Math.Min(kept * row + tensor.Lead, rolling.Length - by * row) : kept * row;
        var run = new TensorLayout(new(tensor.IsOneRun ? 1 : tensor.Layout.Channels, 1, 1, length), channel, channel, length, 1);
        return new(_model.Buffers[buffer].Name, new(buffer, run, by * row), new(buffer, run), kept);
    }
}
