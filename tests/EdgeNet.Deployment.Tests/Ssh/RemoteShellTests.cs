using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Tests.Ssh;

public sealed class RemoteShellTests
{
    [Fact]
    public void Words_of_any_text_stay_what_they_are()
    {
        if (!OperatingSystem.IsLinux())
            return;
        const string Signs = "'\"$`;&|<>*?[](){}!#~ \n\t=%^,äß→a-";
        var random = new Random(3);
        for (int i = 0; i < 100; i++)
        {
            string word = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Signs[random.Next(Signs.Length)]));
            string shown = Tool.Run("sh", "-c", RemoteShell.Line("printf", "<%s>", word, ""));
            Assert.Equal($"<{word}><>", shown);
        }
    }

    [Theory]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public void What_shells_read_each_in_its_own_way_is_refused(string word) =>
        Assert.Throws<ArgumentException>(() => RemoteShell.Quote(word));
}
