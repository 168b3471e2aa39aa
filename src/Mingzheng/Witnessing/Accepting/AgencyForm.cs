using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// What the lawyer fills in: how the client was checked (AW-21), where the lawyer is reached and served (7.1 no. 3), and the declarations.
/// Telephone and address are asked for and not taken from the account: what one signs in with is not what one has printed for the other side.
/// </summary>
sealed class AgencyForm(IFormCollection form)
{
    public const string PhoneField = "phone";
    public const string AddressField = "service-address";
    public const int LongestAddress = 200;

    public string Statement => form[AgentDeclarations.Statement].ToString().Trim();

    /// <summary>As it is printed.</summary>
    public string Phone => Number?.Display ?? "";

    public string ServiceAddress => form[AddressField].ToString().Trim();

    /// <summary>The legal texts that stood on the page.</summary>
    public IReadOnlyList<DrawnText> Drawn => DrawnText.In(form);

    /// <summary>Everything that is wrong, in the order of the page.</summary>
    public IReadOnlyList<Refusal> Faults =>
    [
        .. new[] { FaultOfStatement, FaultOfPhone, FaultOfAddress }.OfType<Refusal>(),
        .. AgentDeclarations.All.Where(one => form[AgentDeclarations.FieldOf(one)] != "yes")
            .Select(one => new Refusal("DECLARATION_MISSING", one, new Said($"witnessing.declaration.{one}")) { Field = AgentDeclarations.FieldOf(one) }),
    ];

    Refusal? FaultOfPhone => Number is null ? new Refusal("AGENT_PHONE_INVALID", "W-7.1") { Field = PhoneField } : null;

    PhoneNumber? Number => PhoneNumber.TryParse(form[PhoneField], null, out var number, out _) ? number : null;

    Refusal? FaultOfStatement => Statement.Length switch
    {
        < AgentDeclarations.ShortestStatement =>
            new Refusal("CLIENT_CHECK_SHORT", "AW-21", AgentDeclarations.ShortestStatement) { Field = AgentDeclarations.Statement },
        > AgentDeclarations.LongestStatement =>
            new Refusal("TEXT_TOO_LONG", null, AgentDeclarations.LongestStatement) { Field = AgentDeclarations.Statement },
        _ when !WrittenForm.IsReadable(Statement) => new Refusal("TEXT_UNREADABLE") { Field = AgentDeclarations.Statement },
        _ => null,
    };

    Refusal? FaultOfAddress => ServiceAddress.Length switch
    {
        0 => new Refusal("SERVICE_ADDRESS_MISSING", "W-7.1") { Field = AddressField },
        > LongestAddress => new Refusal("TEXT_TOO_LONG", null, LongestAddress) { Field = AddressField },
        _ when !WrittenForm.IsReadable(ServiceAddress) => new Refusal("TEXT_UNREADABLE") { Field = AddressField },
        _ => null,
    };
}
