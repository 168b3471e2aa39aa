namespace Mingzheng.Demo;

/// <summary>What the people of the demonstration say; plainly fictitious.</summary>
static class Answers
{
    static readonly Dictionary<string, string> Spoken = new()
    {
        ["Q-1"] = "姓名、出生日期、地区和证件与登记一致，证件号码末四位已当庭读出。",
        ["Q-2"] = "现在香港九龙，当地时间与北京时间相同。",
        ["Q-3"] = "只有我一个人，可以自由说话。",
        ["Q-4"] = "精神状态良好，没有饮酒或者服药。",
        ["Q-5"] = "知道，是民间借贷纠纷，我起诉示例贸易有限公司归还借款。",
        ["Q-6"] = "是我自己联系律师的。",
        ["Q-7"] = "委托示例律师事务所李示例律师，就是屏幕上的这位，已经签订委托合同。",
        ["Q-8"] = "是我自己选择的，没有人强迫、欺骗或者利诱我。",
        ["Q-9"] = "代我起诉、举证、出庭，并在授权范围内和解、参加调解。",
        ["Q-11"] = "没有排除的事项。",
        ["Q-20"] = "李示例，示例律师事务所，执业状态正常。",
        ["Q-21"] = "核对了证件原件，视频通话确认本人和委托意愿。",
    };

    public static string To(string question, string name) => Spoken.GetValueOrDefault(question, $"{name}已如实回答。");

    /// <summary>All but those whose good answer is no: is there a conflict of interest, and does anybody apply for the judge's recusal?</summary>
    public static bool SaysYes(string question) => question is not ("Q-16" or "Q-22" or "Q-24");
}
