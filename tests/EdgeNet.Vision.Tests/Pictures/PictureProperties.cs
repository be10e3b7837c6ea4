using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Tests.Pictures.Png;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Vision.Tests.Pictures;

/// <summary>Any byte string gives a picture or a PictureException, in memory bounded by its own length.</summary>
public class PictureProperties
{
    private static readonly byte[][] Seeds = MakeSeeds();

    private static Config Runs(int count) => Config.QuickThrowOnFailure.WithMaxTest(count);

    [Fact]
    public void WhatIsWrittenIsRead() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length > 0),
            ArbMap.Default.ArbFor<PositiveInt>(),
            (bytes, side) =>
            {
                int width = Math.Min(side.Get, bytes.Length);
                var frame = new GreyFrame(bytes, width, bytes.Length / width);
                using var png = new MemoryStream();
                using var pgm = new MemoryStream();
                PictureFile.WritePng(png, frame);
                PictureFile.WritePgm(pgm, frame);
                ReadOnlySpan<byte> expected = bytes.AsSpan(0, frame.Width * frame.Height);
                GreyPicture fromPng = PictureFile.Read(png.ToArray(), "x.png");
                GreyPicture fromPgm = PictureFile.Read(pgm.ToArray(), "x.pgm");
                return fromPng.Width == width && fromPgm.Width == width
                    && fromPng.Pixels.SequenceEqual(expected) && fromPgm.Pixels.SequenceEqual(expected);
            }).Check(Runs(300));

    [Fact]
    public void AnyBytesGiveAPictureOrAPictureException() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Survives(bytes) && Survives([.. "P5 "u8, .. bytes]) && Survives([.. "P2 "u8, .. bytes])
            && Survives([.. "P1 "u8, .. bytes]) && Survives([.. "P6 "u8, .. bytes]) && Survives([.. "P7\n"u8, .. bytes])
            && Survives([0xFF, 0xD8, 0xFF, .. bytes])
            && Survives([.. TestPng.Signature, .. bytes])).Check(Runs(500));

    [Fact]
    public void AnyMutationGivesAPictureOrAPictureException() =>
        Prop.ForAll(
            Gen.Choose(0, Seeds.Length - 1).ToArbitrary(),
            ArbMap.Default.ArbFor<int>(),
            (seed, mutation) => Survives(Mutate(Seeds[seed], new Random(mutation), repair: false))
                && Survives(Mutate(Seeds[seed], new Random(mutation), repair: true))).Check(Runs(4000));

    [Fact]
    public void AnyHeaderNumbersGiveAPictureOrAPictureException() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (width, height, maximum) =>
        {
            string sizes = FormattableString.Invariant($"{width} {height} {maximum} ");
            return Survives([.. "P5 "u8, .. System.Text.Encoding.ASCII.GetBytes(sizes), 1, 2, 3])
                && Survives([.. "P2 "u8, .. System.Text.Encoding.ASCII.GetBytes(sizes), (byte)'1', (byte)' ', (byte)'2'])
                && Survives([.. "P4 "u8, .. System.Text.Encoding.ASCII.GetBytes(sizes), 1, 2, 3])
                && Survives([.. "P6 "u8, .. System.Text.Encoding.ASCII.GetBytes(sizes), 1, 2, 3]);
        }).Check(Runs(1000));

    private static bool Survives(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            PictureFile.Read(bytes, "fuzz");
        }
        catch (PictureException error)
        {
            Assert.StartsWith("fuzz: ", error.Message);
        }

        // Deflate expands 1,032 times at most, a bit of it may be a pixel, and rows have buffers.
        long bound = 200_000 + 9L * 1032 * bytes.Length;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Math.Min(bound, 3L << 20));
        return true;
    }

    // Flips, overwrites, cuts, doubles and inserts bytes; "repair" then puts the CRCs right, so that the decoder behind them is reached.
    private static byte[] Mutate(byte[] seed, Random random, bool repair)
    {
        List<byte> bytes = [.. seed];
        for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return repair ? Repaired([.. bytes]) : [.. bytes];
    }

    private static byte[] Repaired(byte[] file)
    {
        if (!file.AsSpan().StartsWith(TestPng.Signature))
            return file;
        List<byte> repaired = [.. TestPng.Signature];
        int at = 8;
        while (at + 12 <= file.Length)
        {
            int length = Math.Min((file[at + 2] << 8) | file[at + 3], file.Length - at - 12);
            repaired.AddRange(TestPng.Chunk(System.Text.Encoding.Latin1.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        return [.. repaired];
    }

    private static byte[][] MakeSeeds()
    {
        var random = new Random(11);
        List<byte[]> seeds = ["P5 3 2 255\nabcdef"u8.ToArray(), "P2 #c\n3 2 15\n1 2 3\n4 5 6"u8.ToArray(), "P5 2 1 999\n\0\0\0\0"u8.ToArray()];
        foreach ((int color, int depth) in new[] { (0, 1), (0, 4), (0, 16), (2, 8), (3, 2), (3, 8), (4, 8), (6, 16) })
        {
            seeds.Add(TestPng.Random(random, 9, 7, color, depth, interlaced: false, transparency: true).Encode());
            seeds.Add(TestPng.Random(random, 9, 7, color, depth, interlaced: true, transparency: true).Encode());
        }

        seeds.AddRange(SamplePictures.Jpegs.Select(name => ExifPictures.InJpeg(SamplePictures.Read(name + ".jpg"), 6)));
        seeds.AddRange([SamplePictures.Read("cmyk.jpg"), SamplePictures.Read("cmyk-progressive.jpg")]);
        seeds.AddRange(["P1 3 2\n101010"u8.ToArray(), "P3 1 1 9 1 2 3"u8.ToArray(), "P4 3 2\nab"u8.ToArray(), "P6 1 1 255\nabc"u8.ToArray()]);
        seeds.Add("P7\nWIDTH 2\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\nabcd"u8.ToArray());
        return [.. seeds];
    }
}
