using EdgeNet.Compiler.Emit.Winograd;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Convolution by Winograd's algorithm: for some rows of tiles at a time, three calls.</summary>
internal sealed class ConvWinogradEmitter
{
    private readonly EmitContext _context;
    private readonly ConvWinogradStep _step;
    private readonly WinogradOutputEmitter _outputs;

    private ConvWinogradEmitter(EmitContext context, ConvWinogradStep step)
    {
        _context = context;
        _step = step;
        _outputs = new(context, step);
    }

    public static void Emit(EmitContext context, ConvWinogradStep step)
    {
        foreach (ConvWinogradStep part in step.ByTiles()) new ConvWinogradEmitter(context, part).Emit();
    }

    private void Emit()
    {
        // Rows of tiles that hang over no edge run in a loop, as many as are computed together; the others follow. A round ends with a
        // whole window of the pooling.
        int together = _step.RowsTogether, whole = _outputs.Height / _step.Tile.Vertical.Outputs, round = together * _step.TilesOfWholePools;
        int rounds = whole / round;
        if (rounds > 1)
        {
            int rows = round * _step.Tile.Vertical.Outputs, outputRows = rows / _step.Pool.Kernel[1];
            using (_context.Infer.BeginBlock(Invariant($"for (nint r = 0; r < {rounds}; r++)")))
            {
                for (int first = 0; first < round; first += together)
                {
                    Write(together, first * _step.Tile.Vertical.Outputs, 0, (reference, distance, rowsOf) =>
                        Shift(Shifted(reference, "r", (rowsOf == 1 ? rows : outputRows) * distance), first * _step.Tile.Vertical.Outputs / rowsOf * distance));
                }
            }
        }

        for (int first = rounds > 1 ? rounds * round : 0; first < _step.TileRows; first += together)
        {
            int row = first * _step.Tile.Vertical.Outputs;
            bool overlaps = _step.Overlaps && first == _step.TileRows - 1;
            if (overlaps) row = _outputs.Height - _step.Tile.Vertical.Outputs;
            Write(Math.Min(together, _step.TileRows - first), row, overlaps ? 0 : first, (reference, distance, rowsOf) => Shift(reference, row / rowsOf * distance));
        }

        if (_step.ActivatesApart)
            ActivateEmitter.EmitInPlace(_context, _step, _step.Layer.Activation, _context.Reference(_step.Output), _step.Output.Layout.Volume, _step.Output.Layout);
    }

    /// <summary>Writes some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    /// <param name="row">Their first row of outputs before pooling; in a loop, of the first round.</param>
    /// <param name="firstRow">The first row of tiles, for what hangs over the lower edge.</param>
    /// <param name="at">Moves a reference to that row, given the distance of rows and how many rows before pooling are one of them.</param>
    private void Write(int rows, int row, int firstRow, Func<string, int, int, string> at)
    {
        int pool = _step.Pool.Kernel[1];
        string transformed = _context.Reference(_step.Transformed), sums = _context.Reference(_step.Sums);
        var (name, arguments) = new WinogradInputEmitter(_context, _step).Add(rows);
        _context.Call(name, [at(_context.Reference(_step.Input), _step.Tile.RowStride * _step.Input.Layout.RowStride, 1), transformed, .. arguments]);
        if (_step.Tile.UsesFastFir) _context.Call(new WinogradDifferenceEmitter(_context, _step).Add(rows), transformed);
        foreach (ConvChannelStep products in _step.Products(rows)) ConvChannelEmitter.Emit(_context, products);
        string? residual = _step.Residual is null ? null : at(_context.Reference(_step.Residual), _step.Residual.Layout.RowStride, 1);
        _outputs.Call(rows, sums, at(_context.Reference(_step.Output), _step.Output.Layout.RowStride, pool), residual, firstRow, row % pool);
    }
}
