using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Tests.Events;

public class EventIdTests
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void Identifiers_have_the_form_of_ULIDs_and_begin_with_their_time()
    {
        // 2016-07-30T23:54:10.259Z is the time of the specification's example.
        var ids = new EventId(new SetClock { Now = DateTimeOffset.FromUnixTimeMilliseconds(1469922850259) });
        string id = ids.Next();
        Assert.Equal(26, id.Length);
        Assert.All(id, c => Assert.Contains(c, Symbols));
        Assert.StartsWith("01ARZ3NDEK", id, StringComparison.Ordinal);
    }

    [Fact]
    public void Identifiers_grow_even_where_the_clock_is_set_back()
    {
        var clock = new SetClock { Now = DateTimeOffset.UnixEpoch.AddYears(56) };
        var ids = new EventId(clock);
        string last = ids.Next();
        for (int i = 0; i < 1000; i++)
        {
            clock.Now = clock.Now.AddMilliseconds(i % 3 - 1.5);
            string next = ids.Next();
            Assert.True(string.CompareOrdinal(last, next) < 0, $"{last} {next}");
            last = next;
        }
    }

    [Fact]
    public void Every_random_bit_changes_from_object_to_object()
    {
        // 80 random bits are 16 symbols; each takes all of 32 values in so many tries, but for one case in 10^10.
        var clock = new SetClock { Now = DateTimeOffset.UnixEpoch };
        var seen = new HashSet<char>[16];
        for (int i = 0; i < seen.Length; i++) seen[i] = [];
        for (int i = 0; i < 1000; i++)
        {
            string id = new EventId(clock).Next();
            for (int k = 0; k < seen.Length; k++) seen[k].Add(id[10 + k]);
        }

        Assert.All(seen, values => Assert.Equal(Symbols.Length, values.Count));
    }

    /// <summary>A clock that shows what it is told.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
