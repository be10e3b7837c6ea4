using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Whatever becomes of a file's bytes, it is imported or refused.</summary>
public class FuzzTests
{
    private const long MostBytes = 256L << 20;

    private static readonly byte[][] Models = [.. OperatorModels.All.Values.Select(m => m().ToBytes())];

    private enum Change
    {
        Flip,
        Set,
        Insert,
        Remove,
        Cut,
        Splice,
    }

    [Fact]
    public void Mutated_models_are_imported_or_refused()
    {
        Gen<byte[]> mutated =
            from model in Gen.Elements(Models)
            from changes in (from kind in Gen.Elements(Enum.GetValues<Change>())
                             from at in Gen.Choose(0, int.MaxValue)
                             from value in Gen.Choose(0, 255)
                             from other in Gen.Elements(Models)
                             select (kind, at, value, other)).ListOf().Where(l => l.Count is > 0 and < 8)
            select changes.Aggregate(model, (bytes, change) => Apply(bytes, change.kind, change.at, change.value, change.other));
        Prop.ForAll(mutated.ToArbitrary(), IsImportedOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        Gen<byte[]> random = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();
        Prop.ForAll(random.ToArbitrary(), IsImportedOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool IsImportedOrRefused(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            OnnxImporter.Import(bytes, "fuzzed.onnx");
        }
        catch (OnnxImportException e)
        {
            Assert.NotEmpty(e.Problems);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }

    private static byte[] Apply(byte[] bytes, Change kind, int at, int value, byte[] other)
    {
        if (bytes.Length == 0) return bytes;
        int place = at % bytes.Length;
        byte[] result = [.. bytes];
        switch (kind)
        {
            case Change.Flip: result[place] ^= (byte)(1 << value % 8); return result;
            case Change.Set: result[place] = (byte)value; return result;
            case Change.Insert: return [.. bytes[..place], (byte)value, .. bytes[place..]];
            case Change.Remove: return [.. bytes[..place], .. bytes[Math.Min(bytes.Length, place + 1 + value % 8)..]];
            case Change.Cut: return bytes[..place];
            default: return [.. bytes[..place], .. other[Math.Min(place, other.Length)..]];
        }
    }
}
