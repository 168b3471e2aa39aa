namespace Mingzheng.Cases;

/// <summary>What an agent may do (witnessing rules 7.2). G: general authority; S: special authority, to be named one by one (CPL 62).</summary>
public enum Power
{
    /// <summary>File the complaint, submit papers, pay fees.</summary>
    G1,

    /// <summary>Collect and provide evidence, read and copy the dossier (CPL 64).</summary>
    G2,

    /// <summary>Attend, state, challenge evidence, debate.</summary>
    G3,

    /// <summary>Apply for preservation, recusal, appraisal, extension.</summary>
    G4,

    /// <summary>Receive service.</summary>
    G5,

    /// <summary>Admit the other side's claims.</summary>
    S1,

    /// <summary>Waive claims.</summary>
    S2,

    /// <summary>Change claims.</summary>
    S3,

    /// <summary>Settle.</summary>
    S4,

    /// <summary>File a counterclaim.</summary>
    S5,

    /// <summary>Appeal.</summary>
    S6,

    /// <summary>Take part in mediation and sign the mediation agreement when the party is absent (CPL-I 147).</summary>
    S7,

    /// <summary>Withdraw the suit or appeal.</summary>
    S8,

    /// <summary>Apply for enforcement, settle in enforcement.</summary>
    S9,

    /// <summary>Receive money or property.</summary>
    S10,

    /// <summary>Apply for retrial.</summary>
    S11,

    /// <summary>Vote at creditors' meetings, declare claims.</summary>
    S12,

    /// <summary>Agree on an appraisal institution, on the choice of procedure, on the online or asynchronous mode.</summary>
    S13,
}
