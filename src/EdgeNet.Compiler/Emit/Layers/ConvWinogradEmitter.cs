using EdgeNet.Compiler.Emit.Winograd;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Convolution by minimal filtering: for some rows of tiles at a time, three calls.</summary>
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
        // Rows of tiles that hang over no edge run in a loop, as many as are computed together; the others follow.
        int together = _step.RowsTogether, whole = _outputs.Height / _step.Tile.Vertical.Outputs;
        int rounds = whole / together;
        if (rounds > 1)
        {
            int outputRows = together * _step.Tile.Vertical.Outputs / _step.Pool.Kernel[1];
            using (_context.Infer.BeginBlock(Invariant($"for (nint r = 0; r < {rounds}; r++)")))
            {
                Write(together, 0, Shifted(_context.Reference(_step.Input), "r", together * _step.Tile.Vertical.Outputs * _step.Input.Layout.RowStride),
                    Shifted(_context.Reference(_step.Output), "r", outputRows * _step.Output.Layout.RowStride),
                    _step.Residual is null ? null : Shifted(_context.Reference(_step.Residual), "r", outputRows * _step.Residual.Layout.RowStride));
            }
        }

        for (int first = rounds > 1 ? rounds * together : 0; first < _step.TileRows; first += together)
        {
            int row = first * _step.Tile.Vertical.Outputs;
            bool overlaps = _step.Overlaps && first == _step.TileRows - 1;
            if (overlaps) row = _outputs.Height - _step.Tile.Vertical.Outputs;
            Write(Math.Min(together, _step.TileRows - first), overlaps ? 0 : first, Shift(_context.Reference(_step.Input), row * _step.Input.Layout.RowStride),
                Shift(_context.Reference(_step.Output), row / _step.Pool.Kernel[1] * _step.Output.Layout.RowStride),
                _step.Residual is null ? null : Shift(_context.Reference(_step.Residual), row * _step.Residual.Layout.RowStride));
        }
    }

    private void Write(int rows, int firstRow, string input, string output, string? residual)
    {
        string transformed = _context.Reference(_step.Transformed), sums = _context.Reference(_step.Sums);
        var (name, arguments) = new WinogradInputEmitter(_context, _step).Add(rows);
        _context.Call(name, [input, transformed, .. arguments]);
        ConvChannelEmitter.Emit(_context, _step.Products(rows));
        _outputs.Call(rows, sums, output, residual, firstRow);
    }
}
