namespace EdgeNet.Devices.Tests.Live;

public class FrameExchangeTests
{
    [Theory]
    [InlineData("frame fault", "frame fault")]
    [InlineData("fault frame", "fault frame")]
    [InlineData("frame fault frame", "fault frame")]
    [InlineData("fault frame frame", "fault frame")]
    [InlineData("fault frame fault", "fault frame")]
    public void FramesAndFaultsAreToldInTheirOrder(string happened, string told)
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        foreach (string what in happened.Split(' '))
        {
            if (what == "frame")
                exchange.Publish();
            else
                exchange.Fail(new CameraException("camera", CameraFault.Unplugged, "gone"), isNew: true);
        }

        exchange.End();
        Assert.Equal(told, string.Join(' ', Told(exchange)));
    }

    private static IEnumerable<string> Told(FrameExchange exchange)
    {
        while (true)
        {
            string? what;
            try
            {
                what = exchange.Take(CancellationToken.None) is null ? null : "frame";
            }
            catch (CameraException)
            {
                what = "fault";
            }

            if (what is null)
                yield break;
            yield return what;
        }
    }
}
