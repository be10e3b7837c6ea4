using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Doctor;

/// <summary>What all checks found, in their order.</summary>
/// <param name="Results">Each check's name and result.</param>
public sealed record DoctorReport(IReadOnlyList<(string Name, CheckResult Result)> Results)
{
    /// <summary>Whether nothing failed; warnings there may be.</summary>
    public bool IsHealthy
    {
        get
        {
            foreach ((_, CheckResult result) in Results)
            {
                if (result.Status == CheckStatus.Failed)
                    return false;
            }

            return true;
        }
    }

    /// <summary>A line each check, and below it what mends it, escaped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((string name, CheckResult result) in Results)
        {
            string status = result.Status switch
            {
                CheckStatus.Ok => "ok     ",
                CheckStatus.Unused => "unused ",
                CheckStatus.Warning => "warning",
                _ => "FAILED ",
            };
            text.Append(status).Append(' ').Append(name.PadRight(8)).Append(' ').Append(PlainText.Escape(result.Finding)).Append('\n');
            if (result.Remedy is { } remedy)
                text.Append("                 → ").Append(PlainText.Escape(remedy)).Append('\n');
        }

        return text.ToString();
    }
}
