using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>
/// A run of steps carried out on paper, band by band: how many rows each step has done before each band, and which rows of the tensors
/// between them are needed at a time. Rows are passed on forwards as soon as they are there.
/// </summary>
internal sealed class StreamSchedule
{
    private readonly StreamModel _model;
    private readonly List<Read> _reads = [];
    private readonly Dictionary<int, RollingBuffer> _rolling = [];
    private readonly HashSet<int> _pooledScratch = [];
    private int[] _steps = [];
    private int[] _heights = [];

    private StreamSchedule(StreamModel model, StreamRun run)
    {
        _model = model;
        Run = run;
    }

    /// <summary>The run.</summary>
    public StreamRun Run { get; }

    /// <summary>The steps that compute, by their place in the plan.</summary>
    public IReadOnlyList<int> Steps => _steps;

    /// <summary>For each band, and once more for the end, the rows that each step has done before it.</summary>
    public List<int[]> Done { get; } = [];

    /// <summary>Bands.</summary>
    public int Bands => Done.Count - 1;

    /// <summary>The buffers that hold a part of their tensor.</summary>
    public IReadOnlyDictionary<int, RollingBuffer> Rolling => _rolling;

    /// <summary>Elements of scratch that the steps share.</summary>
    public int ScratchLength { get; private set; }

    /// <summary>Elements that are moved in all bands.</summary>
    public long Moved { get; private set; }

    /// <summary>What the bands cost beside the steps: elements that are moved, and calls.</summary>
    public long Cost => Moved + 32L * Bands * _steps.Length;

    /// <summary>The length of a buffer while the run is streamed; null where it stays as it is.</summary>
    public int? Length(int buffer) => _rolling.TryGetValue(buffer, out RollingBuffer rolling) ? rolling.Length : _pooledScratch.Contains(buffer) ? 0 : null;

    /// <summary>The window of a step's input in rows of its tensor.</summary>
    public RowWindow Window(int step, int input) => _reads.First(r => r.Step == step && r.Input == input).Window;

    /// <summary>Rows of tiles that a Winograd step of the run has room for.</summary>
    public int TileRows(int step)
    {
        var winograd = (ConvWinogradStep)_model.Steps[_steps[step]];
        int most = Enumerable.Range(0, Bands).Max(k => Done[k + 1][step] - Done[k][step]);
        int tile = winograd.Tile.Vertical.Outputs;
        return Math.Min(winograd.RowsTogether, (most * winograd.Pool.Kernel[1] + tile - 1) / tile);
    }

    /// <summary>Carries a run out; null where that is not possible or not sensible.</summary>
    public static StreamSchedule? Create(StreamModel model, StreamRun run)
    {
        var schedule = new StreamSchedule(model, run);
        return schedule.FindReads() && schedule.Advance() && schedule.ReadsWhatItShould() && schedule.Roll() && schedule.StaysInside() ? schedule : null;
    }

    private bool FindReads()
    {
        _steps = [.. Enumerable.Range(Run.First, Run.Last - Run.First + 1).Where(i => _model.Steps[i] is not BorderStep)];
        if (_steps.Length < 2) return false;
        _heights = [.. _steps.Select(i => _model.Steps[i].Output.Layout.Height)];
        if (_heights[0] <= Run.Rows || _steps[_steps.Length - 1] != Run.Last) return false;
        for (int s = 0; s < _steps.Length; s++)
        {
            Step step = _model.Steps[_steps[s]];
            StreamedTensor written = _model.Tensors[step.Output.Buffer]!;
            if (_model.Windows[_steps[s]] is not { } windows || !written.Holds(step.Output) || step.Output.Offset != written.First || _heights[s] != written.Rows) return false;
            for (int input = 0; input < step.Inputs.Count; input++)
            {
                Operand operand = step.Inputs[input];
                int writer = -1;
                bool isWritten = false;
                for (int w = 0; w < _steps.Length; w++)
                {
                    if (_model.Steps[_steps[w]].Output.Buffer != operand.Buffer) continue;
                    isWritten = true;
                    if (w < s) writer = w;
                }

                RowWindow window = windows[input];
                StreamedTensor? tensor = isWritten ? _model.Tensors[operand.Buffer] : null;
                if (tensor is not null)
                {
                    if (!tensor.Holds(operand)) return false;
                    window = window with { Begin = window.Begin + tensor.Begin(operand) };
                }

                _reads.Add(new(s, input, operand.Buffer, window, writer, isWritten, step is PadStep));
            }
        }

        return true;
    }

    /// <summary>
    /// How far each step gets in each band: the first by so many rows, those that read nothing of the run in step with it, and every other
    /// as far as the rows before it allow.
    /// </summary>
    private bool Advance()
    {
        int[] together = [.. _steps.Select(Together)];
        Done.Add(new int[_steps.Length]);
        for (int end = Math.Min(Run.Rows, _heights[0]); ; end = Math.Min(end + Run.Rows, _heights[0]))
        {
            int[] before = Done[Done.Count - 1], after = new int[_steps.Length];
            for (int s = 0; s < _steps.Length; s++)
            {
                int possible = _heights[s];
                bool isSource = true, mayBePart = before[s] == 0;
                foreach (Read read in _reads)
                {
                    if (read.Step != s || read.Writer < 0) continue;
                    isSource = false;
                    possible = Math.Min(possible, Possible(read, after[read.Writer], s));
                    // What a first, partial tile reads beyond the rows that it needs is zero.
                    mayBePart &= IsInside(read.Buffer) && _model.Tensors[read.Buffer]!.Border is not null;
                }

                if (isSource) possible = s == 0 ? end : (int)(((long)_heights[s] * end + _heights[0] - 1) / _heights[0]);
                bool isWhole = possible == _heights[s] || mayBePart && !isSource && possible < together[s] && StepRows.Together(_model.Steps[_steps[s]]) > 1;
                after[s] = isWhole ? possible : before[s] + (possible - before[s]) / together[s] * together[s];
            }

            Done.Add(after);
            if (end == _heights[0]) return Done.Count > 2;
        }
    }

    /// <summary>The output rows that the first rows of a tensor allow.</summary>
    private int Possible(Read read, int rows, int step)
    {
        if (rows >= _heights[read.Writer]) return _heights[step];
        int first = rows - read.Window.Extent + read.Window.Begin;
        return first < 0 ? 0 : Math.Min(_heights[step], first / read.Window.Stride + 1);
    }

    /// <summary>Rows that a step computes together: whole tiles, and enough pixels for its weights.</summary>
    private int Together(int step)
    {
        int tile = StepRows.Together(_model.Steps[step]), width = _model.Steps[step].Output.Layout.Width;
        int enough = _model.IsTrial ? 1 : (StepRows.EnoughPixels(_model.Steps[step]) + width - 1) / width;
        return (enough + tile - 1) / tile * tile;
    }

    /// <summary>Whether every step finds the rows that the steps before it have written in the plan's order, and no later ones in their place.</summary>
    private bool ReadsWhatItShould()
    {
        var owners = new Dictionary<int, int[]>();
        foreach (int i in _steps)
        {
            int buffer = _model.Steps[i].Output.Buffer;
            if (!owners.ContainsKey(buffer)) owners.Add(buffer, [.. Enumerable.Repeat(-1, _model.Tensors[buffer]!.Rows)]);
        }

        for (int k = 0; k < Bands; k++)
        {
            for (int s = 0; s < _steps.Length; s++)
            {
                if (Done[k + 1][s] == Done[k][s]) continue;
                foreach (Read read in _reads)
                {
                    if (read.Step != s || !read.IsWritten) continue;
                    int[] rows = owners[read.Buffer];
                    for (int row = Math.Max(0, read.Window.First(Done[k][s])); row < Math.Min(rows.Length, read.Window.End(Done[k + 1][s])); row++)
                        if (rows[row] != read.Writer) return false;
                }

                int[] written = owners[_model.Steps[_steps[s]].Output.Buffer];
                for (int row = Done[k][s]; row < Done[k + 1][s]; row++) written[row] = s;
            }
        }

        return true;
    }

    /// <summary>Finds the rows that each buffer inside the run must hold.</summary>
    private bool Roll()
    {
        foreach (int buffer in _steps.Select(i => _model.Steps[i].Output.Buffer).Distinct().Where(IsInside))
        {
            StreamedTensor tensor = _model.Tensors[buffer]!;
            int[] starts = new int[Bands], ends = new int[Bands];
            int rows = 0, end = -(tensor.Border?.Begin[1] ?? 0);
            for (int k = 0; k < Bands; k++)
            {
                int start = int.MaxValue;
                foreach (Read read in _reads)
                {
                    if (read.Buffer != buffer) continue;
                    int done = Done[k][read.Step], next = Done[k + 1][read.Step];
                    if (done < Done[Bands][read.Step]) start = Math.Min(start, read.Clips ? Math.Max(0, read.Window.First(done)) : read.Window.First(done));
                    if (next > done) end = Math.Max(end, End(read, next, done));
                }

                for (int s = 0; s < _steps.Length; s++)
                {
                    if (_model.Steps[_steps[s]].Output.Buffer != buffer) continue;
                    if (Done[k][s] < Done[Bands][s]) start = Math.Min(start, Done[k][s]);
                    end = Math.Max(end, Done[k + 1][s]);
                }

                starts[k] = start == int.MaxValue ? (k == 0 ? 0 : starts[k - 1]) : start;
                ends[k] = end;
                rows = Math.Max(rows, end - starts[k]);
            }

            var rolling = new RollingBuffer(tensor, rows, starts, ends);
            if (rolling.Length >= _model.Buffers[buffer].Length) continue;
            _rolling.Add(buffer, rolling);
            for (int k = 0; k < Bands; k++) Moved += (long)rolling.Kept(k) * tensor.Layout.RowStride * (tensor.IsOneRun ? 1 : tensor.Layout.Channels);
        }

        for (int s = 0; s < _steps.Length; s++)
        {
            if (_model.Steps[_steps[s]] is not ConvWinogradStep winograd) continue;
            _pooledScratch.Add(winograd.Transformed.Buffer);
            _pooledScratch.Add(winograd.Sums.Buffer);
            int rows = TileRows(s);
            ScratchLength = Math.Max(ScratchLength, WorkspacePlanner.Align(winograd.TransformedLength(rows)) + winograd.SumsLength(rows));
        }

        return _rolling.Count > 0;
    }

    /// <summary>Whether whole tiles read nothing beyond the tensors, where that is not filled as a border.</summary>
    private bool StaysInside()
    {
        foreach (Read read in _reads)
        {
            bool rolls = _rolling.TryGetValue(read.Buffer, out RollingBuffer rolling);
            if (read.Clips || rolls && rolling.Tensor.Border is not null) continue;
            Operand operand = _model.Steps[_steps[read.Step]].Inputs[read.Input];
            int begin = read.IsWritten ? _model.Tensors[read.Buffer]!.Begin(operand) : 0;
            for (int k = 0; k < Bands; k++)
                if (Done[k + 1][read.Step] > Done[k][read.Step] && End(read, Done[k + 1][read.Step], Done[k][read.Step]) + begin > operand.Layout.Height) return false;
        }

        return true;
    }

    /// <summary>Past the last row that is read for some output rows; rows of the border count.</summary>
    private int End(Read read, int outputs, int done)
    {
        int end = read.Window.End(outputs) + StepRows.Overhang(_model.Steps[_steps[read.Step]], read.Input, outputs - done);
        return read.Clips ? Math.Min(end, _model.Tensors[read.Buffer]?.Rows ?? end) : end;
    }

    /// <summary>Whether nothing outside the run touches a buffer.</summary>
    public bool IsInside(int buffer) =>
        _model.Buffers[buffer].Storage == Storage.Workspace && _model.First[buffer] >= Run.First && _model.Last[buffer] <= Run.Last;

    /// <summary>What a step reads.</summary>
    /// <param name="Step">The step, by its place in the run.</param>
    /// <param name="Input">Which of its inputs.</param>
    /// <param name="Buffer">The buffer.</param>
    /// <param name="Window">The rows, counted from the tensor's first where a step of the run writes it, else from the operand's.</param>
    /// <param name="Writer">The step of the run that has written them, or −1.</param>
    /// <param name="IsWritten">Whether a step of the run writes the buffer.</param>
    /// <param name="Clips">Whether rows outside the tensor are not read.</param>
    private sealed record Read(int Step, int Input, int Buffer, RowWindow Window, int Writer, bool IsWritten, bool Clips);
}
