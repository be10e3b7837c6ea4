using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Transforms sums of products to tiles of outputs, vectorized over channels: Aᵀ·M·A, then bias, pooling and activation in registers.
/// Tiles that hang over an edge compute what lies within it.
/// </summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradOutputEmitter(EmitContext context, ConvWinogradStep step)
{
    private readonly Window _pool = step.Pool;
    private readonly TensorLayout _output = step.Output.Layout;
    private readonly LaneBlocks _lanes = LaneBlocks.Of(context.Width, step.Layer.Filters);

    /// <summary>Convolved rows that are needed.</summary>
    public int Height => _output.Height * _pool.Kernel[1];

    /// <summary>Columns that are computed together: a tile's or, of tiles of one column, those that are pooled.</summary>
    private int TileWidth => step.Tile.UsesFastFir ? Math.Max(2, _pool.Kernel[2]) : step.Tile.IsVertical ? _pool.Kernel[2] : step.Tile.Horizontal.Outputs;

    private int TileSums => step.Tile.UsesFastFir ? TileWidth / 2 * step.Layer.Filters : step.Tile.IsVertical ? _pool.Kernel[2] * step.Layer.Filters : step.Layer.Filters;

    private int Width => _output.Width * _pool.Kernel[2];

    /// <summary>Adds the methods for some rows of tiles, and their calls.</summary>
    /// <param name="rows">Rows of tiles that the sums hold.</param>
    /// <param name="sums">Refers to the sums.</param>
    /// <param name="output">Refers to the first row's outputs.</param>
    /// <param name="residual">Refers to what is added to the first row's outputs, or null.</param>
    /// <param name="firstRow">The first row of tiles, for what hangs over the lower edge.</param>
    /// <param name="begun">Rows of the first window of the pooling that are in the output already, of the tile above.</param>
    public void Call(int rows, string sums, string output, string? residual, int firstRow, int begun)
    {
        int tileHeight = step.Tile.Vertical.Outputs;
        int whole = Math.Min(rows, Height / tileHeight - firstRow), rest = Height - (firstRow + rows) * tileHeight < 0 ? Height % tileHeight : 0;
        if (whole > 0) CallRows(rows, 0, whole, tileHeight, begun, sums, output, residual);
        if (rest > 0) CallRows(rows, whole, 1, rest, begun, sums, output, residual);
    }

    private void CallRows(int rows, int firstRow, int count, int height, int begun, string sums, string output, string? residual)
    {
        int tileWidth = TileWidth, whole = Width / tileWidth, rest = Width % tileWidth;
        if (whole > 0) CallTiles(rows, firstRow, count, 0, whole, height, begun, tileWidth, sums, output, residual);
        if (rest > 0) CallTiles(rows, firstRow, count, whole, 1, height, begun, rest, sums, output, residual);
    }

    private void CallTiles(
        int rows, int firstRow, int rowCount, int firstTile, int tileCount, int height, int begun, int width, string sums, string output, string? residual)
    {
        int filters = step.Layer.Filters, tiles = step.SumColumns;
        int rowOutput = step.Tile.Vertical.Outputs / _pool.Kernel[1] * _output.RowStride;
        int tileOutput = TileWidth / _pool.Kernel[2] * _output.ColumnStride;
        TensorLayout added = step.Residual?.Layout ?? _output;
        int rowResidual = step.Tile.Vertical.Outputs * added.RowStride;
        var shape = new KernelShape(context.Plan.SharesKernels);
        int slice = rows * tiles * filters;
        TileLoop[] loops =
        [
            TileLoop.Of("oz", shape.Of("slices", _output.Depth),
                ("m", shape.Of("sliceSums", _pool.Kernel[0] * slice)), ("y", shape.Of("sliceOutput", _output.DepthStride)),
                ("res", residual is null ? "0" : shape.Of("sliceResidual", added.DepthStride))),
            TileLoop.Of("ty", shape.Of("tileRows", rowCount), ("m", shape.Of("rowSums", tiles * filters)), ("y", shape.Of("tileRowOutput", rowOutput)),
                ("res", residual is null ? "0" : shape.Of("tileRowResidual", rowResidual))),
            TileLoop.Of("tx", shape.Of("tiles", tileCount), ("m", shape.Of("tileSums", TileSums)), ("y", shape.Of("tileOutput", tileOutput)), ("res", residual is null ? "0" : shape.Of("tileOutput", tileOutput))),
        ];
        var body = new SourceWriter();
        string[] moved = residual is null ? ["m", "b", "y"] : ["m", "b", "y", "res"];
        TileLoop.Write(body, loops, at => _lanes.Write(body, shape, moved, at,
            (vector, r) => WriteTile(body, shape, vector, (height, width), begun, r[0], r[1], r[2], residual is null ? null : r[3], slice, step.ColumnSums(rows))));
        string name = context.Kernels.Add(
            context.MethodName(Invariant($"Winograd_output_{height}x{width}"), ""),
            Invariant($"Winograd's transform to outputs, {step.Tile}: tiles of {height}×{width}{(_pool.Taps > 1 ? $" before pooling {_pool}" : "")}."),
            $"ref float m, ref float b, ref float y{(residual is null ? "" : ", ref float res")}" + shape.Parameters,
            writer =>
            {
                shape.WriteHead(writer);
                writer.Lines(body.ToString());
            });
        context.Call(name,
        [
            Shift(sums, firstRow * tiles * filters + firstTile * TileSums), context.Weights(step.BiasOffset),
            Shift(output, firstRow * rowOutput + firstTile * tileOutput),
            .. residual is null ? [] : new[] { Shift(residual, firstRow * rowResidual + firstTile * tileOutput) }, .. shape.Values,
        ]);
    }

    private void WriteTile(
        SourceWriter writer, KernelShape shape, string vector, (int Height, int Width) size, int begun, string m, string b, string y, string? r, int slice, int second)
    {
        var (height, width) = size;
        int rows = (begun + height + _pool.Kernel[1] - 1) / _pool.Kernel[1], columns = width / _pool.Kernel[2];
        string[] rowsAt = [.. Enumerable.Range(0, rows).Select(row => RowReference(writer, shape, "y", y, row, "rowOutput", _output.RowStride))];
        string Pixel(string row, int column) =>
            shape.IsShared && column > 0 ? $"Unsafe.Add(ref {row}, {shape.Multiple(column, "columnOutput", _output.ColumnStride)})" : row;
        int Offset(TensorLayout layout, int row, int column) => shape.IsShared ? 0 : row * layout.RowStride + column * layout.ColumnStride;
        var pooled = new string?[rows, columns];
        if (begun > 0)
        {
            for (int column = 0; column < columns; column++)
            {
                pooled[0, column] = Invariant($"o0_{column}");
                writer.Line($"var o0_{column} = {Load(vector, Pixel(rowsAt[0], column), Offset(_output, 0, column))};");
            }
        }

        for (int z = 0; z < _pool.Kernel[0]; z++)
        {
            string from = m;
            if (z > 0)
            {
                from = Invariant($"m{z}");
                writer.Line($"ref float {from} = ref Unsafe.Add(ref {m}, {shape.Multiple(z, "slice", slice)});");
            }

            // Pooled at once, so that few outputs wait in registers.
            WriteSlice(writer, shape, vector, from, step.ConvolvedSlices * slice, second, z, size, (row, column, value) =>
            {
                ref string? into = ref pooled[(begun + row) / _pool.Kernel[1], column / _pool.Kernel[2]];
                if (into is null)
                {
                    into = Invariant($"o{(begun + row) / _pool.Kernel[1]}_{column / _pool.Kernel[2]}");
                    writer.Line($"var {into} = {value};");
                }
                else
                {
                    writer.Line($"{into} = {Max(vector, into, value)};");
                }
            });
        }

        for (int row = 0; row < rows; row++)
        {
            bool goesOn = (row + 1) * _pool.Kernel[1] > begun + height;
            string? from = r is null ? null : RowReference(writer, shape, "res", r, row, "rowResidual", step.Residual!.Layout.RowStride);
            for (int column = 0; column < columns; column++)
            {
                string a = pooled[row, column]!;
                if (!goesOn)
                {
                    // The largest of sums is the same with the bias added before or after.
                    writer.Line($"{a} += {Load(vector, b, 0)};");
                    string? residual = from is null ? null : Load(vector, Pixel(from, column), Offset(step.Residual!.Layout, row, column));
                    a = TileFinish.Write(writer, vector, [a], step.ActivatesApart ? default : step.Layer.Activation, residual);
                }

                Store(writer, _lanes.Lanes, a, _lanes.Lanes, Pixel(rowsAt[row], column), Offset(_output, row, column));
            }
        }
    }

    /// <summary>A tile's row: a reference of its own in shared kernels, which do not know the distance.</summary>
    private static string RowReference(SourceWriter writer, KernelShape shape, string name, string first, int row, string distance, int rowStride)
    {
        if (!shape.IsShared || row == 0) return first;
        writer.Line(Invariant($"ref float {name}{row} = ref Unsafe.Add(ref {first}, {shape.Multiple(row, distance, rowStride)});"));
        return Invariant($"{name}{row}");
    }

    /// <summary>Writes the outputs of one slice, without the bias, and hands each on.</summary>
    private void WriteSlice(
        SourceWriter writer, KernelShape shape, string vector, string m, int product, int second, int z, (int Height, int Width) size, Action<int, int, string> take)
    {
        int rows = step.Tile.Vertical.Products, columns = step.Tile.Horizontal.Products;
        var (height, width) = size;
        double[,] down = LinearMap.First(step.Tile.Vertical.OutputTransform(), height);
        double[,]? across = step.Tile.IsVertical ? null : LinearMap.First(step.Tile.Horizontal.OutputTransform(), width);
        if (across is null) columns = width;
        string prefix = z == 0 ? "" : Invariant($"z{z}");
        var map = new LinearMap(writer, vector, prefix + "t");
        var walk = new ProductWalk(writer, shape, m, prefix + "m", product);
        if (across is null && !shape.IsShared)
        {
            // A column after the other needs fewer registers.
            (string Reference, int Offset)[] products = [.. Enumerable.Range(0, rows).Select(_ => walk.Next())];
            for (int column = 0; column < width; column++)
            {
                Take(column, [.. products.Select(p => Sums(p.Reference, p.Offset, column))]);
            }

            return;
        }

        var transformed = new string[rows][];
        for (int row = 0; row < rows; row++)
        {
            var (reference, offset) = ("", 0);
            var sums = new string[columns];
            for (int column = 0; column < columns; column++)
            {
                if (across is not null || column == 0) (reference, offset) = walk.Next();
                sums[column] = across is null ? Sums(reference, offset, column) : Load(vector, reference, offset);
                if (!shape.IsShared) continue;
                // The reference moves on to the next product.
                writer.Line($"var {prefix}s{row}_{column} = {sums[column]};");
                sums[column] = Invariant($"{prefix}s{row}_{column}");
            }

            transformed[row] = across is null ? sums : map.Write(across, sums);
        }

        for (int column = 0; column < width; column++) Take(column, [.. transformed.Select(t => t[column])]);

        string Sums(string reference, int offset, int column) => Load(
            vector, reference, offset + (step.Tile.UsesFastFir ? column / 2 * step.Layer.Filters + column % 2 * second : column * step.Layer.Filters));

        void Take(int column, string[] sums) => map.Write(down, sums, (row, value) => take(row, column, value));
    }
}
