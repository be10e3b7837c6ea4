using EdgeNet.Devices.Status.Access;

namespace EdgeNet.Devices.Status.Tests.Access;

public class SessionTableTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_session_is_open_until_it_is_closed()
    {
        var sessions = new SessionTable(_clock);
        string id = sessions.Open();
        Assert.True(sessions.IsOpen(id));
        Assert.False(sessions.IsOpen(id[..^1] + (id[^1] == 'A' ? 'B' : 'A')));
        Assert.False(sessions.IsOpen(""));
        sessions.Close(id);
        Assert.False(sessions.IsOpen(id));
    }

    [Fact]
    public void A_session_ends_after_its_life()
    {
        var sessions = new SessionTable(_clock);
        string id = sessions.Open();
        _clock.Pass(SessionTable.Life - TimeSpan.FromSeconds(1));
        Assert.True(sessions.IsOpen(id));
        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.False(sessions.IsOpen(id));
    }

    [Fact]
    public void The_oldest_session_ends_where_there_are_too_many()
    {
        var sessions = new SessionTable(_clock);
        var ids = new List<string>();
        for (int i = 0; i <= SessionTable.Most; i++)
        {
            ids.Add(sessions.Open());
            _clock.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.False(sessions.IsOpen(ids[0]));
        Assert.All(ids.Skip(1), id => Assert.True(sessions.IsOpen(id)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
