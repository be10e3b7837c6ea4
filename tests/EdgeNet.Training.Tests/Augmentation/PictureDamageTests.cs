using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Tests.Augmentation;

public sealed class PictureDamageTests
{
    private const int Side = 28, Pictures = 200;

    public static TheoryData<string> Kinds => ["lighting", "haze", "scratches", "inversion", "impulse"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damage_is_done_to_some_pictures_and_stays_in_the_range(string kind)
    {
        var damage = new PictureDamage(Only(kind), 1, Side, Side);
        int changed = 0;
        for (int key = 0; key < Pictures; key++)
        {
            float[] picture = Bar(), before = Bar();
            damage.Apply(picture, (ulong)key);
            Assert.All(picture, value => Assert.InRange(value, 0, 1));
            if (!picture.SequenceEqual(before)) changed++;
        }

        Assert.InRange(changed, Pictures / 10, Pictures * 3 / 5);
    }

    [Fact]
    public void Without_an_option_nothing_is_done()
    {
        var damage = new PictureDamage(new PictureAugmentation(), 1, Side, Side);
        for (int key = 0; key < Pictures; key++)
        {
            float[] picture = Bar();
            damage.Apply(picture, (ulong)key);
            Assert.Equal(Bar(), picture);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_option_out_of_its_range_is_refused(string kind)
    {
        PictureAugmentation Set(float v) => kind switch
        {
            "lighting" => new() { Lighting = v },
            "haze" => new() { Haze = v },
            "scratches" => new() { Scratches = v },
            "inversion" => new() { Inversion = v },
            _ => new() { Impulse = v },
        };
        Set(1).Check();
        Assert.Throws<TrainingException>(() => Set(1.1f).Check());
        Assert.Throws<TrainingException>(() => Set(float.NaN).Check());
    }

    private static PictureAugmentation Only(string kind) => kind switch
    {
        "lighting" => new() { Lighting = 0.5f },
        "haze" => new() { Haze = 0.5f },
        "scratches" => new() { Scratches = 0.4f },
        "inversion" => new() { Inversion = 0.4f },
        _ => new() { Impulse = 0.2f },
    };

    private static float[] Bar()
    {
        float[] picture = new float[Side * Side];
        for (int y = 10; y < 14; y++) picture.AsSpan(y * Side + 4, 20).Fill(0.9f);
        return picture;
    }
}
