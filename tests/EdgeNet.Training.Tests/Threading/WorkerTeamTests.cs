using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Tests.Threading;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_item_is_done_once_by_a_worker_of_the_team(int workers)
    {
        using var team = new WorkerTeam(workers);
        int[] done = new int[100];
        for (int round = 0; round < 200; round++)
            team.Run(done.Length, (item, worker) =>
            {
                Assert.InRange(worker, 0, workers - 1);
                Interlocked.Increment(ref done[item]);
            });
        team.Run(0, (_, _) => throw new InvalidOperationException());
        Assert.All(done, count => Assert.Equal(200, count));
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_team_goes_on()
    {
        using var team = new WorkerTeam(2);
        Assert.Throws<FormatException>(() => team.Run(10, (item, _) =>
        {
            if (item == 7) throw new FormatException();
        }));
        int count = 0;
        team.Run(10, (_, _) => Interlocked.Increment(ref count));
        Assert.Equal(10, count);
    }
}
