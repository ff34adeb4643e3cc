using System.Collections.Frozen;

namespace Kith.People;

/// <summary>Houses that give mail addresses to everybody: sharing one says nothing about where people belong.</summary>
static class FreeMail
{
    static readonly FrozenSet<string> domains = """
        gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.co.in yahoo.com.br ymail.com
        icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com ya.ru rambler.ru
        proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com zoho.com qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net
        orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it bol.com.br uol.com.br terra.com.br
        telkomsa.net mweb.co.za webmail.co.za vodamail.co.za rediffmail.com btinternet.com comcast.net verizon.net att.net
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public static bool Is(string domain) => domains.Contains(domain);
}
