namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>What kind of failure keeps a broker from being reached or used, for whoever knows what mends each.</summary>
public enum MqttFault
{
    /// <summary>Another one: the message says which.</summary>
    Other,

    /// <summary>The broker's name is not known.</summary>
    UnknownHost,

    /// <summary>There is no way to it.</summary>
    Unreachable,

    /// <summary>Nothing listens at its port.</summary>
    NothingListens,

    /// <summary>It does not answer in time.</summary>
    Silent,

    /// <summary>What answers does not speak MQTT as it should.</summary>
    NotMqtt,

    /// <summary>What answers does not speak TLS, or no version that this device does.</summary>
    NotTls,

    /// <summary>The certificate is from an authority that is not trusted.</summary>
    UntrustedCertificate,

    /// <summary>The certificate is for other names than the one that is connected to.</summary>
    CertificateName,

    /// <summary>The certificate is not valid yet, or not any more.</summary>
    CertificateTime,

    /// <summary>A file with certificates or a key cannot be used.</summary>
    Files,

    /// <summary>User and password are not those that the broker has.</summary>
    BadCredentials,

    /// <summary>The broker does not let this device in, or do something.</summary>
    NotAuthorized,

    /// <summary>The broker does not know this version of MQTT.</summary>
    ProtocolVersion,

    /// <summary>The broker does not take the client identifier.</summary>
    ClientIdentifier,

    /// <summary>The broker has too much to do.</summary>
    Busy,

    /// <summary>The broker ended the connection, and did not say why.</summary>
    Ended,

    /// <summary>Another client has connected with this device's client identifier.</summary>
    TakenOver,
}
