namespace EdgeNet.Devices.Station.Counters;

/// <summary>A value that the counter may have.</summary>
/// <param name="Value">The value, in steps of the last digit.</param>
/// <param name="Credit">How many steps it may grow at once.</param>
/// <param name="Weight">Its probability, 0 to 1.</param>
internal readonly record struct CounterHypothesis(long Value, double Credit, double Weight);
