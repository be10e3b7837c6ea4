using System.Buffers;
using System.Text.Json;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// What Home Assistant is told so that the device shows up there by itself
/// (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery): a sensor for each value and one for its confidence, one for
/// problems, and a button that asks for a reading.
/// </summary>
internal sealed class HomeAssistant(MqttOptions options, MqttTopics topics)
{
    private readonly string _node = $"edgenet_{MqttTopics.Level(options.Device)}";

    /// <summary>The device's level in the topics.</summary>
    internal string Node => _node;

    /// <summary>The retained messages: topic and payload.</summary>
    /// <param name="sensors">What it is to know; one sensor for the whole picture if empty.</param>
    /// <param name="hasTrigger">Whether readings can be asked for.</param>
    internal IEnumerable<(string Topic, byte[] Payload)> Messages(IReadOnlyList<MqttSensor> sensors, bool hasTrigger)
    {
        IReadOnlyList<MqttSensor> all = sensors.Count > 0 ? sensors : [new MqttSensor(null, "Reading")];
        foreach (MqttSensor sensor in all)
        {
            string key = sensor.Region is null ? "reading" : $"reading_{MqttTopics.Level(sensor.Region)}";
            yield return Message("sensor", key, json => Value(json, sensor));
            yield return Message("sensor", $"{key}_confidence", json => Confidence(json, sensor));
        }

        yield return Message("binary_sensor", "problem", Problem);
        if (hasTrigger)
            yield return Message("button", "trigger", Trigger);
    }

    private void Value(Utf8JsonWriter json, MqttSensor sensor)
    {
        json.WriteString("name"u8, sensor.Name);
        json.WriteString("state_topic"u8, topics.State(sensor.Region));
        json.WriteString("value_template"u8, "{{ value_json.text }}"u8);
        json.WriteString("json_attributes_topic"u8, topics.State(sensor.Region));
        if (sensor.Unit is { } unit)
            json.WriteString("unit_of_measurement"u8, unit);
        if (sensor.DeviceClass is { } deviceClass)
            json.WriteString("device_class"u8, deviceClass);
        if (sensor.StateClass is { } stateClass)
            json.WriteString("state_class"u8, stateClass);
        else
            // The same code on two letters is two readings.
            json.WriteBoolean("force_update"u8, true);
    }

    private void Confidence(Utf8JsonWriter json, MqttSensor sensor)
    {
        json.WriteString("name"u8, $"{sensor.Name} confidence");
        json.WriteString("state_topic"u8, topics.State(sensor.Region));
        json.WriteString("value_template"u8, "{{ (value_json.confidence * 100) | round(1) }}"u8);
        json.WriteString("unit_of_measurement"u8, "%"u8);
        json.WriteString("state_class"u8, "measurement"u8);
        json.WriteString("entity_category"u8, "diagnostic"u8);
    }

    private void Problem(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, "Problem"u8);
        json.WriteString("state_topic"u8, topics.Problem);
        json.WriteString("value_template"u8, "{{ value_json.problem }}"u8);
        json.WriteString("json_attributes_topic"u8, topics.Problem);
        json.WriteString("device_class"u8, "problem"u8);
        json.WriteString("entity_category"u8, "diagnostic"u8);
    }

    private void Trigger(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, "Read now"u8);
        json.WriteString("command_topic"u8, topics.Trigger);
    }

    private (string Topic, byte[] Payload) Message(string component, string key, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("unique_id"u8, $"{_node}_{key}");
            write(json);
            json.WriteString("availability_topic"u8, topics.Status);
            WriteDevice(json);
            json.WriteEndObject();
        }

        return ($"{options.DiscoveryPrefix}/{component}/{_node}/{key}/config", buffer.WrittenSpan.ToArray());
    }

    private void WriteDevice(Utf8JsonWriter json)
    {
        json.WriteStartObject("device"u8);
        json.WriteStartArray("identifiers"u8);
        json.WriteStringValue(_node);
        json.WriteEndArray();
        json.WriteString("name"u8, options.Device);
        json.WriteString("manufacturer"u8, "EdgeNet"u8);
        json.WriteString("model"u8, "Digit reader"u8);
        if (options.SoftwareVersion is { } version)
            json.WriteString("sw_version"u8, version);
        json.WriteEndObject();
        json.WriteStartObject("origin"u8);
        json.WriteString("name"u8, "EdgeNet"u8);
        json.WriteEndObject();
    }
}
