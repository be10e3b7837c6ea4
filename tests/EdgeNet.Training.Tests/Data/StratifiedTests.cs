using EdgeNet.Training.Data;

namespace EdgeNet.Training.Tests.Data;

public sealed class StratifiedTests
{
    /// <summary>Two classes of 70 pictures and one of a single one: in 15 of 50 random choices nothing of it was left to learn from.</summary>
    [Theory]
    [InlineData(70, 70, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1000, 3)]
    [InlineData(5, 4, 40)]
    public void No_class_is_emptied_by_any_seed(int a, int b, int c)
    {
        int[] labels = [.. Enumerable.Repeat(0, a), .. Enumerable.Repeat(1, b), .. Enumerable.Repeat(2, c)];
        for (int seed = 0; seed < 200; seed++)
        {
            (int[] chosen, int[] others) = Stratified.Choose(labels, labels.Length / 7, new SampleRandom((ulong)seed));
            Assert.Equal(Enumerable.Range(0, labels.Length), chosen.Concat(others).Order());
            Assert.All(Stratified.Counts([.. others.Select(i => labels[i])], 3), count => Assert.True(count > 0));
        }
    }

    [Fact]
    public void Classes_have_their_shares()
    {
        int[] labels = [.. Enumerable.Repeat(0, 60), .. Enumerable.Repeat(1, 30), .. Enumerable.Repeat(2, 10)];
        (int[] chosen, _) = Stratified.Choose(labels, 20, new SampleRandom(1));
        Assert.Equal([12, 6, 2], Stratified.Counts([.. chosen.Select(i => labels[i])], 3));
        int[] folds = Stratified.Folds(labels, 5, new SampleRandom(1));
        for (int fold = 0; fold < 5; fold++)
            Assert.Equal([12, 6, 2], Stratified.Counts([.. Enumerable.Range(0, 100).Where(i => folds[i] == fold).Select(i => labels[i])], 3));
    }

    [Fact]
    public void Classes_left_empty_are_named()
    {
        Assert.Equal("d: the test part has no sample of 1 class with too few: cat", Stratified.Missing("d", "test", ["ant", "cat", "dog"], [0, 0], [0, 0, 1]));
        Assert.Null(Stratified.Missing("d", "test", ["ant", "cat"], [0, 1], [0, 1, 1]));
    }
}
